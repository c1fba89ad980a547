using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Keys;

/// <summary>The key of a tenant, under which the keys of its persons lie.</summary>
internal static class KeysCommand
{
    public static Command Create(SharedOptions shared) => new("keys", "The keys under which personal data is sealed.") { Rotate(shared) };

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

    private static string TextOf(KeyRotationResponse rotation) =>
        $"Key {rotation.Version} of {rotation.Tenant} wraps all its persons' keys now; {rotation.Rewrapped} were wrapped anew"
        + (rotation.Resumed ? ", to finish an earlier rotation." : ".");
}
