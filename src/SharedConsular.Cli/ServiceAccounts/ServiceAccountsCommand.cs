using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.ServiceAccounts;

/// <summary>The logins of partners' systems.</summary>
internal static class ServiceAccountsCommand
{
    public static Command Create(SharedOptions shared) => new("service-accounts", "Logins of partners' systems: make, list, revoke. For administrators.")
    {
        Make(shared), List(shared), Revoke(shared),
    };

    private static Command Make(SharedOptions shared)
    {
        var name = new Argument<string>("name") { Description = "What the system is called." };
        var role = new Option<string>("--role") { Description = "officer or auditor.", DefaultValueFactory = _ => "officer" };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "routing, cases:read, cases:write, audit or tenant; again for more.",
            Required = true,
        };
        var until = new Option<DateTimeOffset>("--until") { Description = "When it ends, within a year.", Required = true };
        var command = new Command("make", "Make a login; prints its key, once.") { name, role, scopes, until };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new MakeServiceAccountRequest(
                parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), parsed.GetRequiredValue(scopes), parsed.GetRequiredValue(until));
            session.Screen.Show(await session.Client.MakeServiceAccount(request, null, ct), Draw);
        });

        return command;
    }

    private static Command List(SharedOptions shared)
    {
        var command = new Command("list", "List the accounts of your state.");
        Session.Bind(command, shared, async (session, _, ct) => session.Screen.Show(await session.Client.ListServiceAccounts(ct), DrawPage));

        return command;
    }

    private static Command Revoke(SharedOptions shared)
    {
        var id = new Argument<string>("id") { Description = "The account, as list shows it." };
        var command = new Command("revoke", "End an account at once.") { id };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.RevokeServiceAccount(parsed.GetRequiredValue(id), null, ct), (console, _) => console.Line("Revoked.")));

        return command;
    }

    private static void Draw(IAnsiConsole console, ServiceAccountResponse account) => console.Write(
        Tables.Of(account.Id, account.Name)
            .Row("role", account.Role)
            .Row("scopes", account.Scopes)
            .Row("until", account.ExpiresAt)
            .Row("key", account.Key ?? "was shown before"));

    private static void DrawPage(IAnsiConsole console, Page<ServiceAccountResponse> page)
    {
        var table = Tables.Of("id", "name", "role", "scopes", "until", "made by");
        foreach (var account in page.Items)
        {
            table.Row(account.Id, account.Name, account.Role, account.Scopes, account.ExpiresAt, account.MadeBy);
        }

        console.Write(table);
    }
}
