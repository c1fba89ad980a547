using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Logins;

/// <summary>Who may sign in for a state, where people sign in at the platform itself.</summary>
internal static class LoginsCommand
{
    private const string Description =
        """
        Logins of your state's staff: invite, list, renew, close. For administrators.

        The person registers a passkey with the enrolment code and signs in with it; both need a browser or another
        WebAuthn client, and no command here does it.
        """;

    public static Command Create(SharedOptions shared) => new("logins", Description)
    {
        Invite(shared), List(shared), Renew(shared), Close(shared),
    };

    private static Command Invite(SharedOptions shared)
    {
        var user = new Argument<string>("user") { Description = "Name of the login: small letters, digits and . _ - @." };
        var role = new Option<string>("--role")
        {
            Description = "officer, supervisor, protection_officer, administrator, crisis_cell or auditor.",
            DefaultValueFactory = _ => "officer",
        };
        var command = new Command("invite", "Invite a person; prints the enrolment code, once.") { user, role };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.InviteLogin(new InviteLoginRequest(parsed.GetRequiredValue(user), parsed.GetRequiredValue(role)), null, ct), Draw));

        return command;
    }

    private static Command List(SharedOptions shared)
    {
        var cursor = new Option<string?>("--cursor") { Description = "The next page, as the last one named it." };
        var limit = new Option<int?>("--limit") { Description = "How many on a page." };
        var command = new Command("list", "List the logins of your state's staff.") { cursor, limit };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.ListLogins(parsed.GetValue(cursor), parsed.GetValue(limit), ct), DrawPage));

        return command;
    }

    private static Command Renew(SharedOptions shared)
    {
        var user = new Argument<string>("user") { Description = "Name of the login." };
        var command = new Command("renew", "A new enrolment code for a person who lost passkeys and recovery codes.") { user };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.RenewEnrolment(parsed.GetRequiredValue(user), null, ct), Draw));

        return command;
    }

    private static Command Close(SharedOptions shared)
    {
        var user = new Argument<string>("user") { Description = "Name of the login." };
        var command = new Command("close", "Close a login for good; its tokens are refused from now on.") { user };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.CloseLogin(parsed.GetRequiredValue(user), null, ct), (console, _) => console.Line("Closed.")));

        return command;
    }

    private static void Draw(IAnsiConsole console, InvitationResponse invitation) => console.Write(
        Tables.Of(invitation.User, $"{invitation.Role} of {invitation.Tenant}")
            .Row("enrolment code", invitation.Code ?? "was shown before")
            .Row("good until", invitation.ExpiresAt));

    private static void DrawPage(IAnsiConsole console, Page<LoginResponse> page)
    {
        var table = Tables.Of("user", "role", "status", "passkeys", "recovery codes", "code good until", "last used");
        foreach (var login in page.Items)
        {
            table.Row(
                login.User, login.Role, login.Status, login.Passkeys, login.RecoveryCodesLeft, login.CodeExpiresAt, login.LastUsedAt);
        }

        console.Write(table);
        if (page.Next is not null)
        {
            console.Line($"More: --cursor {page.Next}");
        }
    }
}
