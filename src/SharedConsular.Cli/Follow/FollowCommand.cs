using System.CommandLine;
using SharedConsular.Cli.Cases;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Follow;

/// <summary>Where a case stands, for a person without a login.</summary>
internal static class FollowCommand
{
    public static Command Create(SharedOptions shared)
    {
        var reference = CaseLists.ReferenceArgument();
        var command = new Command("follow", "Where a case stands, by its reference and the secret on the standard input.") { reference };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new FollowRequest(parsed.GetRequiredValue(reference), await TypedSecret.Read(ct));
            session.Screen.Show(await session.Client.Follow(request, ct), Draw);
        });

        return command;
    }

    public static Command CreateChange(SharedOptions shared)
    {
        var reference = CaseLists.ReferenceArgument();
        var command = new Command("follow-secret", "Have a new secret to follow the case by; the old one stops.") { reference };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.ChangeFollowSecret(parsed.GetRequiredValue(reference), null, ct), (console, changed) => console.Line(changed.Secret)));

        return command;
    }

    private static void Draw(IAnsiConsole console, FollowResponse followed) => console.Write(
        Tables.Of(followed.Reference, followed.Status)
            .Row("matter", followed.Matter)
            .Row("with", followed.Holder)
            .Row("until", followed.Until)
            .Row("asked of you", followed.AskedOfYou)
            .Row("opened", followed.OpenedAt));
}
