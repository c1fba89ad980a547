using System.Diagnostics;
using System.Text.Json.Serialization;
using SharedConsular.Retention;

namespace SharedConsular.KeptRequests;

/// <summary>
/// A request for help that a person has begun and not sent, kept until she comes back for it. No party has a row of it, so that no
/// state knows of it, whatever she fears; it is found by its reference alone, and opened by her secret.
/// </summary>
/// <param name="Text">What she has written so far; null when nothing is kept any more.</param>
/// <param name="FollowHash">Of her secret. It stays when the text is gone, so that erasing twice is erasing once.</param>
/// <param name="Until">When it is erased unless she writes on.</param>
/// <param name="Writings">How often it was written.</param>
public sealed record KeptRequest([Personal] string? Text, string FollowHash, DateTimeOffset Until, int Writings)
{
    /// <summary>
    /// The retention rule of what was never sent: so long after she last wrote, it is erased. Long enough for a paper that has to be
    /// fetched; nobody but she has any use for it. Ours, no text was read.
    /// </summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(14);

    /// <summary>More often nobody comes back to one form.</summary>
    public const int WritingsMax = 200;

    private const string Own = "writer";
    private const string UntilClock = "until";

    public static EntityType<KeptRequest, KeptRequestCommand, KeptRequestEvent> Type { get; } = new(
        Name: "kept-request",
        Initial: new KeptRequest(null, "", default, 0),
        Decide: (request, command, context) => command.Decide(request, context),
        Evolve: (request, @event) => request.Evolve(@event))
    {
        Clocks = request => request.IsKept ? [new Clock(UntilClock, request.Until)] : [],
        OnClock = _ => new EraseKeptRequest(ErasureGround.RetentionEnded),
        Persons = request => request.IsKept ? new PersonsHeld(Own, [Own]) : PersonsHeld.Nobody,
    };

    [JsonIgnore]
    public bool IsKept => Text is not null;

    /// <summary>Of the installation: it belongs to no state.</summary>
    public static EntityKey KeyOf(string reference) => new(TenantId.Installation, Type.Name, reference);

    private KeptRequest Evolve(KeptRequestEvent @event) => @event switch
    {
        KeptRequestWritten written => new KeptRequest(written.Text, written.FollowHash, written.Until, Writings + 1),
        KeptRequestErased => this with { Text = null },
        _ => throw new UnreachableException($"KeptRequest does not evolve on {@event.GetType().Name}."),
    };
}

/// <summary>Something asked of a kept request, by whoever has its secret.</summary>
public abstract record KeptRequestCommand
{
    private protected KeptRequestCommand() { }

    internal abstract Decision<KeptRequestEvent> Decide(KeptRequest request, DecisionContext context);
}

/// <summary>What happened to a kept request. This is the stored format: add to it, never rename or remove.</summary>
public abstract record KeptRequestEvent
{
    private protected KeptRequestEvent() { }
}

[StoredAs("kept-request-written")]
public sealed record KeptRequestWritten([Personal] string Text, string FollowHash, DateTimeOffset Until, DateTimeOffset WrittenAt) : KeptRequestEvent;

/// <summary>With it goes the key of what was written.</summary>
[StoredAs("kept-request-erased")]
public sealed record KeptRequestErased(ErasureGround Ground, DateTimeOffset ErasedAt) : KeptRequestEvent;

public static class KeptRequestRefusals
{
    public static readonly Refusal NoMatch = new(
        RefusalKind.NotFound, "kept-request.no-match",
        "No request is kept by this reference and this secret. Check both; what is not sent is erased {0} days after it was last written.");

    public static readonly Refusal TooOften = new(
        RefusalKind.Conflict, "kept-request.too-often", "This request was kept {0} times. Send it, or erase it and begin a new one.");
}
