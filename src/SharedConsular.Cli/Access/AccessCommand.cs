using System.CommandLine;
using SharedConsular.Cli.Cases;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Access;

/// <summary>What who is signed in may do for her party; what she may do with one case, <c>case access</c> says.</summary>
internal static class AccessCommand
{
    public static Command Create(SharedOptions shared)
    {
        var command = new Command("access", "What you may do for your party and what not, and by which rule.");
        Session.Bind(command, shared, async (session, _, ct) => session.Screen.Show(await session.Client.GetOwnAccess(ct), CaseTables.DrawAccess));

        return command;
    }
}
