using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.FeatureFlags;

/// <summary>What is turned off without a release: for all by who runs the platform, for its own party by an administrator.</summary>
internal static class FlagsCommand
{
    private const int All = 100;

    public static Command Create(SharedOptions shared) => new(
        "flags", "What is turned off: show, set by share and place, restore. For administrators and who runs the platform.")
    {
        Show(shared), Set(shared), Restore(shared),
    };

    private static Command Show(SharedOptions shared)
    {
        var command = new Command("show", "What can be turned off, and what it is set to.");
        Session.Bind(command, shared, async (session, _, ct) => session.Screen.Show(await session.Client.ListFlags(ct), Draw));

        return command;
    }

    private static Command Set(SharedOptions shared)
    {
        var flag = FlagArgument();
        var share = new Option<string>("--share")
        {
            Description = "off, on, or of a hundred households or cases how many.",
            Required = true,
        };
        var places = new Option<string[]>("--place") { Description = "A state in which it is on; again for more; everywhere when none is named." };
        var reason = new Option<string>("--reason") { Description = "Why. It stands in the audit: name no person.", Required = true };
        var command = new Command("set", "Turn something off, on, or on in part.") { flag, share, places, reason };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new SetFlagRequest(ShareOf(parsed.GetRequiredValue(share)), parsed.GetValue(places), parsed.GetRequiredValue(reason));
            session.Screen.Show(
                await session.Client.SetFlag(parsed.GetRequiredValue(flag), request, null, ct), (console, set) => console.Line($"Set: {Said(set)}."));
        });

        return command;
    }

    private static Command Restore(SharedOptions shared)
    {
        var flag = FlagArgument();
        var command = new Command("restore", "Give up what was set: it is on again, or for a party as it is for all.") { flag };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.RestoreFlag(parsed.GetRequiredValue(flag), null, ct), (console, _) => console.Line("Nothing is set any more.")));

        return command;
    }

    private static Argument<string> FlagArgument() => new("flag") { Description = "Which, as show names it." };

    private static int ShareOf(string text) => text switch
    {
        "off" => 0,
        "on" => All,
        _ => int.TryParse(text, out var share) ? share : throw new UsageException("--share is off, on, or a number from 0 to 100."),
    };

    private static void Draw(IAnsiConsole console, Page<FlagResponse> page)
    {
        var table = Tables.Of("flag", "for all", "for your party", "why", "what it is");
        foreach (var flag in page.Items)
        {
            table.Row(
                flag.Flag, flag.Installation is null ? "on" : Said(flag.Installation), flag.Own is null ? "" : Said(flag.Own),
                string.Join(' ', new[] { flag.Installation?.Reason, flag.Own?.Reason }.OfType<string>()), flag.What);
        }

        console.Write(table);
    }

    private static string Said(FlagSettingResponse setting)
    {
        var share = setting.SharePercent switch { 0 => "off", All => "on", var some => FormattableString.Invariant($"on for {some} of 100") };

        return setting.Places.Count == 0 || setting.SharePercent == 0 ? share : $"{share} in {string.Join(", ", setting.Places)}";
    }
}
