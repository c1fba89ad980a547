using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Households;

namespace SharedConsular.Messages;

/// <summary>Why a person is not written to.</summary>
public enum Silence
{
    /// <summary>Nobody said how she may be reached.</summary>
    NoRule,

    /// <summary>Her rule allows no channel.</summary>
    Never,

    /// <summary>Her rule allows only what people do: a call, a letter, a talk.</summary>
    NotInWriting,

    /// <summary>No address of hers fits a channel that her rule allows.</summary>
    NoContact,

    /// <summary>The case names her as somebody to be kept from it.</summary>
    KeptFrom,

    /// <summary>The installation has no carrier for the channel, or none that can write without saying who it is.</summary>
    NoCarrier,

    /// <summary>It waited longer than anybody would want to hear of it.</summary>
    TooLate,

    /// <summary>There is no such person or household any more.</summary>
    Gone,

    /// <summary>An exercise writes to nobody.</summary>
    Exercise,

    /// <summary>The carrier took it for no address of anybody's.</summary>
    AddressRefused,

    /// <summary>No access rule in force lets the platform write to her.</summary>
    NotAllowed,
}

/// <summary>What the installation can send with.</summary>
/// <param name="CanBeNeutral">It can write from an address that says nothing of who writes.</param>
public sealed record Carrier(ContactChannel Channel, bool CanBeNeutral);

/// <summary>What to do about something a person should be told.</summary>
public abstract record MessagePlan
{
    /// <summary>News older than this is no news: who was offline for a week reads the case.</summary>
    public static readonly TimeSpan AgeMax = TimeSpan.FromDays(7);

    private MessagePlan() { }

    /// <param name="Language">Of the words; ISO 639-1.</param>
    /// <param name="IsNeutral">Nothing in it may say what it is about, nor from whom it is.</param>
    /// <param name="CodeWords">What she agreed to recognise it by; null without.</param>
    public sealed record Send(ContactChannel Channel, string Address, string Language, bool IsNeutral, string? CodeWords) : MessagePlan;

    public sealed record Wait(ContactChannel Channel, DateTimeOffset Until) : MessagePlan;

    public sealed record Keep(Silence Why) : MessagePlan;

    /// <summary>Of a case: what the access rules allow is done as her rule says, in how, when and with which words.</summary>
    public static MessagePlan For(Case @case, PersonNews news, AccessPolicy policy, ImmutableArray<Carrier> carriers, DateTimeOffset now)
    {
        if (news.Person < 0 || news.Person >= @case.Persons.Length)
        {
            return new Keep(Silence.Gone);
        }

        var person = @case.Persons[news.Person];

        return now - news.At > AgeMax ? new Keep(Silence.TooLate) : For(@case, person, news.Party, policy, carriers, now);
    }

    /// <summary>What would be done about news of this person at this moment.</summary>
    /// <param name="party">Who would write.</param>
    public static MessagePlan For(
        Case @case, PersonDetails person, TenantId party, AccessPolicy policy, ImmutableArray<Carrier> carriers, DateTimeOffset now)
    {
        if (CaseAccess.DecideToWrite(policy, @case, person, party, now) is { IsAllowed: false } answer)
        {
            return new Keep(answer.IsStoppedByInvariant ? Silence.KeptFrom : Silence.NotAllowed);
        }

        if (person.Reach is not { } rule)
        {
            return new Keep(Silence.NoRule);
        }

        if (FindSilence(rule) is { } silence)
        {
            return new Keep(silence);
        }

        var isNeutral = rule.NeutralWords || rule.CodeWords is not null || @case.Sensitivity is not CaseSensitivity.Ordinary;
        foreach (var channel in rule.Channels.Where(PersonNews.IsWritten))
        {
            if (ContactAddress.Find(person.Contact, channel) is { } address && Has(carriers, channel, isNeutral))
            {
                return rule.MayReach(channel, now)
                    ? new Send(channel, address, rule.Language ?? "en", isNeutral, rule.CodeWords)
                    : new Wait(channel, rule.OpensAt(now));
            }
        }

        return new Keep(rule.Channels.Any(c => PersonNews.IsWritten(c) && ContactAddress.Find(person.Contact, c) is not null)
            ? Silence.NoCarrier
            : Silence.NoContact);
    }

    /// <summary>Of a household: it gave the contact for this. One that fears its state is written to in neutral words.</summary>
    /// <param name="isExercise">Whether its crisis is one.</param>
    public static MessagePlan For(
        Household household, PersonNews news, bool isExercise, AccessPolicy policy, ImmutableArray<Carrier> carriers, DateTimeOffset now)
    {
        var at = Enum.GetValues<ContactChannel>().Where(PersonNews.IsWritten)
            .Select(c => (Channel: c, Address: ContactAddress.Find(household.Contact, c)))
            .Where(a => a.Address is not null).ToArray();
        var usable = at.FirstOrDefault(a => Has(carriers, a.Channel, household.FearsOwnState));

        return isExercise ? new Keep(Silence.Exercise)
            : !household.IsCounted ? new Keep(Silence.Gone)
            : !policy.Decide(Operations.WriteToHouseholds, TenantRelation.Own, Caller.OnBehalfOf(news.Party), now).IsAllowed ? new Keep(Silence.NotAllowed)
            : now - news.At > AgeMax || now >= news.Until ? new Keep(Silence.TooLate)
            : at.Length == 0 ? new Keep(Silence.NoContact)
            : usable.Address is null ? new Keep(Silence.NoCarrier)
            : new Send(usable.Channel, usable.Address, household.Language ?? "en", household.FearsOwnState, null);
    }

    private static bool Has(ImmutableArray<Carrier> carriers, ContactChannel channel, bool isNeutral) =>
        carriers.Any(c => c.Channel == channel && (c.CanBeNeutral || !isNeutral));

    private static Silence? FindSilence(SafeContact rule) =>
        rule.Channels.IsEmpty ? Silence.Never
        : !rule.Channels.Any(PersonNews.IsWritten) ? Silence.NotInWriting
        : null;
}
