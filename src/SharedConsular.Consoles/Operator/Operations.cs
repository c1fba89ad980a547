using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Operator;

/// <summary>
/// How the installation runs: the node that answers, what waits to be delivered, what was given up, what is turned off, and how many
/// nodes a crowd takes. An administrator sees the messages and flags of the own party here, and no node.
/// </summary>
internal static class Operations
{
    public static void MapOperations(this RouteGroupBuilder pages)
    {
        pages.MapGet("/operations", (HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Show(visit, http.Request.Query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null)));
        pages.MapPost("/operations/drain", (HttpContext http, Sessions sessions) => Desk.Inside(http, sessions, visit => Drain(http, visit)));
        pages.MapPost("/operations/dead-letters/{id}", (string id, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Settle(http, visit, id)));
        pages.MapGet("/operations/flags/{flag}", (string flag, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => ShowFlag(visit, flag)));
        pages.MapPost("/operations/flags/{flag}", (string flag, HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => SetFlag(http, visit, flag)));
        pages.MapGet("/operations/capacity", (HttpContext http, Sessions sessions) =>
            Desk.Inside(http, sessions, visit => Task.FromResult<IResult>(visit.Show<CapacityPage>(Capacity.Read(http.Request.Query)))));
    }

    private static async Task<IResult> Show(Visit visit, string? cursor)
    {
        var letters = (await visit.Api.ListDeadLetters(cursor, null, visit.Stop)).Value;

        return visit.Show<OperationsPage>(new OperationsModel(
            await FindNode(visit), (await visit.Api.ShowOutbox(visit.Stop)).Value, letters, (await visit.Api.ListFlags(visit.Stop)).Value.Items));
    }

    /// <summary>Null to whoever does not run the platform.</summary>
    private static async Task<NodeResponse?> FindNode(Visit visit)
    {
        try
        {
            return (await visit.Api.ShowNode(visit.Stop)).Value;
        }
        catch (ConsularProblemException refusal) when (refusal.Status is HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    private static async Task<IResult> Drain(HttpContext http, Visit visit)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        if (typed["drain"] == "yes" && typed["sure"] != "yes")
        {
            return Ask(visit, visit.Texts["ops.drain"], visit.Texts["ops.drain-before"], ("drain", "yes"));
        }

        await visit.Api.DrainNode(new DrainNodeRequest(typed["drain"] == "yes"), new SendOptions(Attempts.Of(typed)), visit.Stop);

        return TypedResults.LocalRedirect(visit.To("/operations"));
    }

    private static async Task<IResult> Settle(HttpContext http, Visit visit, string id)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var options = new SendOptions(Attempts.Of(typed));
        switch (typed["do"].ToString())
        {
            case "replay":
                await visit.Api.ReplayDeadLetter(id, options, visit.Stop);
                break;
            case "discard" when typed["sure"] != "yes":
                return Ask(visit, visit.Texts["ops.discard"], visit.Texts["ops.discard-before"], ("do", "discard"));
            case "discard":
                await visit.Api.DiscardDeadLetter(id, options, visit.Stop);
                break;
            default:
                return visit.ShowNothing();
        }

        return TypedResults.LocalRedirect(visit.To("/operations"));
    }

    private static RazorComponentResult Ask(Visit visit, string title, string before, (string, string?) field) =>
        visit.Show<SurePage>(new SureModel(title, before, visit.To("/operations"))
        {
            Fields = [field],
            Top = OperationsTop.Of(),
        });

    private static async Task<IResult> ShowFlag(Visit visit, string name) =>
        await FindFlag(visit, name) is { } flag
            ? visit.Show<FlagPage>(new FlagModel(flag, FlagForm.Of(flag), new Faults()))
            : visit.ShowNothing();

    private static async Task<IResult> SetFlag(HttpContext http, Visit visit, string name)
    {
        if (await FindFlag(visit, name) is not { } flag)
        {
            return visit.ShowNothing();
        }

        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var form = FlagForm.Read(typed);
        try
        {
            var options = new SendOptions(form.Attempt);
            if (typed["step"] == "restore")
            {
                await visit.Api.RestoreFlag(name, options, visit.Stop);
            }
            else
            {
                await visit.Api.SetFlag(name, form.ToRequest(), options, visit.Stop);
            }

            return TypedResults.LocalRedirect(visit.To("/operations"));
        }
        catch (ConsularProblemException refusal) when (refusal.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest)
        {
            var faults = Faults.From(refusal.Problem, FlagForm.FieldOf, "share");

            return visit.Show<FlagPage>(new FlagModel(flag, form with { Attempt = Attempts.After(refusal, form.Attempt) }, faults), (int)refusal.Status);
        }
    }

    private static async Task<FlagResponse?> FindFlag(Visit visit, string name) =>
        (await visit.Api.ListFlags(visit.Stop)).Value.Items.FirstOrDefault(f => f.Flag == name);
}

/// <param name="Node">The one that answered; null to whoever does not run the platform.</param>
public sealed record OperationsModel(NodeResponse? Node, OutboxResponse Outbox, Page<DeadLetterResponse> DeadLetters, IReadOnlyList<FlagResponse> Flags);

public sealed record FlagModel(FlagResponse Flag, FlagForm Form, Faults Faults);

/// <param name="Share">Of a hundred households or cases, how many it is on for.</param>
/// <param name="Places">The codes of states, one a line.</param>
public sealed record FlagForm(string Share, string Places, string Reason, string Attempt)
{
    /// <summary>No share at all: the API says what one is.</summary>
    private const int NoShare = -1;

    internal static FlagForm Of(FlagResponse flag) => (flag.Own ?? flag.Installation) is { } set
        ? new FlagForm(set.SharePercent.ToString(CultureInfo.InvariantCulture), string.Join('\n', set.Places), "", Attempts.Draw())
        : new FlagForm("0", "", "", Attempts.Draw());

    internal static FlagForm Read(IFormCollection typed) => new(
        typed["share"].ToString().Trim(), typed["places"].ToString(), typed["reason"].ToString().Trim(), Attempts.Of(typed));

    internal static string? FieldOf(string pointer) => pointer.Split('/') switch
    {
        ["#", "places", ..] => "places",
        ["#", "reason"] => "reason",
        _ => null,
    };

    internal SetFlagRequest ToRequest() => new(
        int.TryParse(Share, NumberStyles.None, CultureInfo.InvariantCulture, out var share) ? share : NoShare,
        Places.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Reason);
}
