using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Routing;

internal static class RoutingTables
{
    /// <summary>More rejected parties than this are counted, not listed: a member state has twenty-six partners.</summary>
    private const int RejectedShownMax = 12;

    public static void Draw(IAnsiConsole console, RoutingResponse answer)
    {
        console.Line($"{answer.Decision}: {answer.Reason}");
        if (answer.Options.Count > 0)
        {
            console.Write(OptionsOf(answer));
            DrawReasons(console, answer.Options[0]);
        }

        DrawRejected(console, answer.Rejected);
        foreach (var advice in answer.Advice)
        {
            console.Line($"Note: {advice.Text}");
        }

        console.Line($"Decision {answer.Id} in world {answer.World}.");
    }

    private static Table OptionsOf(RoutingResponse answer)
    {
        var table = Tables.Of("#", "party", "for", "road", "post", "powers", "km", "fee", "cost");
        foreach (var option in answer.Options)
        {
            var post = option.Post;
            table.Row(
                option.Rank,
                option.Party,
                option.ActsFor,
                option.Kind,
                $"{post.City}, {post.Country} ({post.Kind}, {post.Condition}) {post.Id}",
                option.Powers,
                option.DistanceKm is { } km ? $"{km:0}" : "",
                option.Fee is { } fee ? FormattableString.Invariant($"{fee.Amount:0.##} {fee.Currency}") : "",
                option.Cost.Rule);
        }

        return table;
    }

    private static void DrawReasons(IAnsiConsole console, RoutingOptionResponse first)
    {
        console.Line($"Why {first.Party} first: {first.Reason}");
        foreach (var basis in first.Basis)
        {
            console.Line($"  {basis.Instrument}{(basis.Gate is null ? "" : " " + basis.Gate)}: {basis.Text}");
        }

        foreach (var duty in first.Obligations)
        {
            console.Line($"  must: {duty.Text}");
        }
    }

    private static void DrawRejected(IAnsiConsole console, IReadOnlyList<RejectedPartyResponse> rejected)
    {
        if (rejected.Count == 0)
        {
            return;
        }

        var table = Tables.Of("not", "for", "because", "reason");
        foreach (var party in rejected.Take(RejectedShownMax))
        {
            table.Row(party.Party, party.ActsFor, party.Code, party.Reason);
        }

        console.Write(table);
        if (rejected.Count > RejectedShownMax)
        {
            console.Line($"and {rejected.Count - RejectedShownMax} more; --json lists all.");
        }
    }
}
