using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Access;

public enum ContactChannel
{
    Telephone,
    TextMessage,
    Email,
    Letter,
    InPerson,
}

/// <summary>What must be heeded in reaching a person.</summary>
/// <param name="Channels">Over which she may be reached; empty means over none.</param>
/// <param name="From">The first minute of the day she may be reached, by her clock; with <paramref name="To"/> null: at any hour.</param>
/// <param name="To">The minute from which she may not any more; before <paramref name="From"/> it is of the next day.</param>
/// <param name="TimeZone">Where her clock is, as in the IANA list: <c>Pacific/Fiji</c>.</param>
/// <param name="Language">The language to use, for example <c>fr</c>; null when it does not matter.</param>
/// <param name="NeutralWords">Say nothing of consulate, police or help: anybody may read or hear it.</param>
/// <param name="Avoid">Who must not pick up or read it, in words.</param>
public sealed record SafeContact(
    ImmutableArray<ContactChannel> Channels, TimeOnly? From, TimeOnly? To, string TimeZone, string? Language, bool NeutralWords, [Personal] string? Avoid)
{
    public ImmutableArray<ContactChannel> Channels { get; init; } = Channels.OrEmpty();

    /// <summary>What she agreed to recognise a message by; it stands in the place of every other word of who writes. Null without.</summary>
    [Personal]
    public string? CodeWords { get; init; }

    /// <summary>Whether the person may be reached over this channel at this moment.</summary>
    public bool MayReach(ContactChannel channel, DateTimeOffset at) =>
        Channels.Contains(channel) && IsOpen(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, ZoneOf(TimeZone) ?? TimeZoneInfo.Utc).DateTime));

    /// <summary>When her hours begin next; now, when they have begun.</summary>
    public DateTimeOffset OpensAt(DateTimeOffset at)
    {
        var zone = ZoneOf(TimeZone) ?? TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        if (From is not { } from || IsOpen(TimeOnly.FromDateTime(local)))
        {
            return at;
        }

        var opens = local.Date + from.ToTimeSpan();
        opens = opens > local ? opens : opens.AddDays(1);

        // A minute that a change of the clocks leaves out comes an hour later.
        opens = zone.IsInvalidTime(opens) ? opens.AddHours(1) : opens;

        return new DateTimeOffset(opens, zone.GetUtcOffset(opens));
    }

    public bool Equals(SafeContact? other) =>
        other is not null && Channels.SequenceEqual(other.Channels) && From == other.From && To == other.To && TimeZone == other.TimeZone
        && Language == other.Language && NeutralWords == other.NeutralWords && Avoid == other.Avoid
        && CodeWords == other.CodeWords;

    public override int GetHashCode() => HashCode.Combine(Channels.Length, From, To, TimeZone, Language, NeutralWords, Avoid);

    /// <summary>The time zone of this name; null when there is none.</summary>
    public static TimeZoneInfo? ZoneOf(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private bool IsOpen(TimeOnly local) => From is not { } from || To is not { } to || local.IsBetween(from, to);
}

/// <summary>Sets what must be heeded in reaching one person of the case.</summary>
/// <param name="Person">Its place in the case, from 0.</param>
public sealed record SetSafeContact(int Person, SafeContact Rule) : CaseCommand
{
    public override CaseAction Action => CaseAction.SetSafeContact;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        Person >= 0 && Person < @case.Persons.Length && @case.Persons[Person].Reach == Rule;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        Person >= 0 && Person < @case.Persons.Length
            ? new SafeContactSet(Person, Rule, Actor.Of(context.Caller), context.Now)
            : AccessRefusals.PersonNotFound;
}
