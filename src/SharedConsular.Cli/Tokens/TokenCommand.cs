using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Tokens;

internal static class TokenCommand
{
    public static Command Create(SharedOptions shared)
    {
        var tenant = new Option<string>("--tenant") { Description = "State or operator, such as au.", Required = true };
        var role = new Option<string>("--role")
        {
            Description = "national, officer, supervisor or administrator.",
            DefaultValueFactory = _ => "officer",
        };
        var user = new Option<string?>("--user") { Description = "The login; a made-up one when left out." };
        var save = new Option<bool>("--save") { Description = "Keep it for later commands, readable by you only." };
        var command = new Command("token", "Ask the local issuer for a token. Answered in Development only.") { tenant, role, user, save };

        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new TokenRequest(parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(role), parsed.GetValue(user));
            var issued = await session.Client.As(null).IssueToken(request, ct);
            if (parsed.GetValue(save))
            {
                await SavedToken.Save(shared.ServerOf(parsed), issued.Value.Token, ct);
                session.Screen.Error($"Kept in {SavedToken.Path} until {Tables.TextOf(issued.Value.ExpiresAt)}.");
            }

            session.Screen.Show(issued, (_, token) => session.Screen.Line(token.Token));
        });

        return command;
    }
}
