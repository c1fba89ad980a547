using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Keys;

/// <summary>The key of a tenant, under which the keys of its persons lie.</summary>
internal static class KeysCommand
{
    public static Command Create(SharedOptions shared) => new("keys", "The keys under which personal data is sealed.") { Rotate(shared), RotateRoot(shared) };

    private static Command Rotate(SharedOptions shared)
    {
        var tenant = new Option<string>("--tenant") { Description = "The state whose key it is; must be the caller's own.", Required = true };
        var command = new Command("rotate", "Give a state a new key. History stays as it is; broken off, call it again.") { tenant };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var rotated = await session.Client.RotateKeys(parsed.GetRequiredValue(tenant), ct);
            session.Screen.Show(rotated, (_, rotation) => session.Screen.Line(TextOf(rotation)));
        });

        return command;
    }

    private static Command RotateRoot(SharedOptions shared)
    {
        var command = new Command("rotate-root", "Put another root key in the place of the one in use. For who runs the platform.");
        Session.Bind(command, shared, async (session, _, ct) => session.Screen.Show(
            await session.Client.RotateRootKey(ct),
            (_, rotation) => session.Screen.Line($"{rotation.Rewrapped} keys lie under the new root key. Back it up; the old one opens nothing any more.")));

        return command;
    }

    private static string TextOf(KeyRotationResponse rotation) =>
        $"Key {rotation.Version} of {rotation.Tenant} wraps all its persons' keys now; {rotation.Rewrapped} were wrapped anew"
        + (rotation.Resumed ? ", to finish an earlier rotation." : ".");
}
