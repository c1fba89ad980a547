using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Routing;

/// <summary><c>consular route --nationality ee,ke --in vu --service emergency_travel_document</c>.</summary>
internal static class RouteCommand
{
    public static Command Create(SharedOptions shared)
    {
        var question = new RoutingQuestion();
        var command = new Command("route", "Ask who may help a person, here, now, and why not the others.");
        question.AddTo(command);

        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var answer = await session.Client.Route(question.Read(parsed), ct);
            session.Screen.Show(answer, RoutingTables.Draw);
        });

        return command;
    }
}
