using System.Collections.Immutable;

namespace SharedConsular;

/// <summary>What kind of "no" it is. Becomes an HTTP status in exactly one place.</summary>
public enum RefusalKind
{
    Invalid,
    NotAllowed,
    NotFound,
    Conflict,

    /// <summary>The request was decided on a version that is no longer the current one.</summary>
    Stale,
}

/// <summary>
/// An expected "no". The code is public API: clients may match on it; the message is a sentence an officer could say
/// aloud, in English. Other languages are looked up by code, with <see cref="Arguments"/> put in.
/// </summary>
public sealed record Refusal(RefusalKind Kind, string Code, string Message)
{
    /// <summary>What the message mentions, in the order of its places {0}, {1}. Never personal data.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Where in the request each fault is, when there is a place to point at.</summary>
    public ImmutableArray<Fault> Faults { get; init; } = [];

    /// <summary>The message with its arguments put in.</summary>
    public string Text => Arguments.IsEmpty ? Message : string.Format(null, Message, [.. Arguments]);

    public Refusal With(params ImmutableArray<string> arguments) => this with { Arguments = arguments };

    public Refusal At(params ImmutableArray<Fault> faults) => this with { Faults = faults };

    public bool Equals(Refusal? other) =>
        other is not null && Kind == other.Kind && Code == other.Code && Message == other.Message
        && Arguments.AsSpan().SequenceEqual(other.Arguments.AsSpan())
        && Faults.AsSpan().SequenceEqual(other.Faults.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Kind, Code, Message, Arguments.Length, Faults.Length);
}

/// <summary>One fault of a request. <paramref name="Pointer"/> is a JSON pointer (RFC 6901) as a fragment, <c>#/service</c>.</summary>
public sealed record Fault(string Pointer, string Code, string Message)
{
    /// <summary>What a translation of the message mentions as {0}: a limit, or the words that are known. Never what was sent.</summary>
    public string? Argument { get; init; }
}
