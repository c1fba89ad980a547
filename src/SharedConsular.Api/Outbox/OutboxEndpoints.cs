using System.Globalization;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Outbox;

/// <summary>
/// What waits to be delivered and what could not be: to who runs the platform all of it, to an administrator what comes from
/// its own cases. Neither sees what a message says, nor of which case it is.
/// </summary>
internal static partial class OutboxEndpoints
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "outbox.not-found", "There is no such dead letter.");

    public static void MapOutbox(this RouteGroupBuilder api)
    {
        var outbox = api.MapGroup("/outbox").WithTags("Outbox");
        outbox.MapGet("", Show).WithOperation(Operations.ReadOutbox)
            .WithSummary("How much waits to be delivered, since when, and how much was given up.")
            .Produces<OutboxResponse>();
        outbox.MapGet("/dead-letters", List).WithOperation(Operations.ReadOutbox)
            .WithSummary("Messages that were given up, oldest first. Of no case and with no word of them.")
            .Produces<Page<DeadLetterResponse>>();
        outbox.MapPost("/dead-letters/{id}/replay", Replay).WithOperation(Operations.KeepOutbox)
            .WithSummary("Give a message all its attempts back.").Produces(StatusCodes.Status204NoContent);
        outbox.MapDelete("/dead-letters/{id}", Discard).WithOperation(Operations.KeepOutbox)
            .WithSummary("Give a message up for good.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Show(RequestFacts request, OutboxAdmin outbox, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var state = await outbox.ReadState(SourceOf(request.Caller), now, ct);

        return TypedResults.Ok(new OutboxResponse(
            state.Due, state.Scheduled, state.Dead, state.OldestDueAt, state.OldestDueAt is { } oldest ? (now - oldest).TotalSeconds : 0));
    }

    private static async Task<IResult> List(RequestFacts request, OutboxAdmin outbox, CancellationToken ct, string? cursor = null, int? limit = null)
    {
        if (!TryParse(cursor ?? "0", out var after))
        {
            return RuntimeRefusals.CursorNotOfThisList.ToHttp();
        }

        var size = Math.Clamp(limit ?? OutboxAdmin.PageSizeMax, 1, OutboxAdmin.PageSizeMax);
        var found = await outbox.ReadDead(SourceOf(request.Caller), after, size, ct);

        return TypedResults.Ok(new Page<DeadLetterResponse>(
            [.. found.Select(Line)], found.Count == size ? IdOf(found[^1]) : null));
    }

    private static Task<IResult> Replay(
        string id, Body<NothingMore> body, RequestFacts request, OutboxAdmin outbox, ILogger<OutboxAdmin> log, CancellationToken ct) =>
        Change("replayed", id, request.Caller, outbox.Replay, log, ct);

    private static Task<IResult> Discard(string id, RequestFacts request, OutboxAdmin outbox, ILogger<OutboxAdmin> log, CancellationToken ct) =>
        Change("discarded", id, request.Caller, outbox.Discard, log, ct);

    private static async Task<IResult> Change(
        string done, string id, Caller caller, Func<TenantId?, long, CancellationToken, Task<bool>> change, ILogger log, CancellationToken ct)
    {
        if (!TryParse(id, out var position) || !await change(SourceOf(caller), position, ct))
        {
            return NotFound.ToHttp();
        }

        LogChanged(log, position, done, Words.Of(caller.Role), caller.Tenant.Value);

        return TypedResults.NoContent();
    }

    /// <summary>Whose messages a caller looks after; null for all.</summary>
    private static TenantId? SourceOf(Caller caller) => caller.Role is Role.PlatformOperator ? null : caller.Tenant;

    private static DeadLetterResponse Line(DeadLetter letter) => new(
        IdOf(letter), letter.Message.Topic, letter.Message.Source.Tenant.Value, letter.Message.Source.Type, letter.Message.RecordedAt,
        letter.Message.Attempts, letter.DeadAt, letter.ErrorCode);

    private static string IdOf(DeadLetter letter) => letter.Message.Position.ToString(CultureInfo.InvariantCulture);

    private static bool TryParse(string text, out long position) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out position);

    [LoggerMessage(LogLevel.Warning, "The dead letter {Position} was {Done} by the {Role} of {Tenant}.")]
    private static partial void LogChanged(ILogger log, long position, string done, string role, string tenant);
}
