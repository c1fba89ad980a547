using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>
/// This record goes on for both. Told first, so that nobody is lost if the second step comes late; a record that takes part
/// in a live offer waits for its end.
/// </summary>
/// <param name="Others">Members of the other record that this one lacks.</param>
/// <param name="Evidence">What spoke for it, as words of the matching.</param>
public sealed record TakeInRecord(
    HouseholdName Other, bool OtherFears, ImmutableArray<HouseholdMember> Others, ImmutableArray<string> Evidence, int ScorePercent) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Merge;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context)
    {
        if (household.TakenIn.Contains(Other))
        {
            return Decision.NoChange<HouseholdEvent>();
        }

        if (!household.IsCounted || household.FearsOwnState || OtherFears)
        {
            return HouseholdRefusals.CanNotBeMerged;
        }

        if (household.Promise is not null)
        {
            return HouseholdRefusals.HasAnOffer;
        }

        if (household.Members.Length + Others.Length > Household.MembersMax)
        {
            return HouseholdRefusals.MembersOutOfRange.With($"{Household.MembersMax}");
        }

        var last = household.Members.Max(m => m.Number);
        var numbers = Others.Select((m, i) => (m.Number, New: last + 1 + i)).ToDictionary(p => p.Number, p => p.New);

        return new RecordTakenIn(
            Other,
            [
                .. Others.Select(m => m with
                {
                    Number = numbers[m.Number],
                    Adult = m.Adult is { } adult && numbers.TryGetValue(adult, out var number) ? number : null,
                    TakenFrom = Other.Reference,
                    Disposition = Disposition.Registered,
                    DispositionAt = context.Now,
                }),
            ],
            Evidence, ScorePercent, Actor.Of(context.Caller), context.Now);
    }
}

/// <summary>
/// This record is counted under another from now on. One that has taken in others goes on for them; it is not merged away
/// under their feet, and two records never count as each other's duplicate.
/// </summary>
public sealed record MergeInto(HouseholdName Into, ImmutableArray<string> Evidence, int ScorePercent) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Merge;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.MergedInto == Into ? Decision.NoChange<HouseholdEvent>()
        : household.WhyNotMerged() is { } refusal ? refusal
        : new RecordMerged(Into, Evidence, ScorePercent, Actor.Of(context.Caller), context.Now);
}

/// <summary>
/// The two are not the same after all, or the other record could not be merged: what came from it goes back. The platform, to
/// whom nobody can answer "later", ends an offer that was made to both together.
/// </summary>
public sealed record GiveBackRecord(HouseholdName Other) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Split;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context)
    {
        if (!household.TakenIn.Contains(Other))
        {
            return Decision.NoChange<HouseholdEvent>();
        }

        if (household.Members.Any(m => m.TakenFrom == Other.Reference && m.Disposition is Disposition.Boarded or Disposition.Arrived))
        {
            return HouseholdRefusals.HasTravelled;
        }

        var by = Actor.Of(context.Caller);
        var back = new RecordGivenBack(Other, by, context.Now);

        return household.Promise is not { } promise ? back
            : context.Caller.Role is Role.System
                ? ImmutableArray.Create<HouseholdEvent>(new PromiseEnded(promise.Movement, PromiseEnd.NotNeeded, null, by, context.Now), back)
            : HouseholdRefusals.HasAnOffer;
    }
}

/// <summary>The record counts for itself again, if it was that one it counted under.</summary>
public sealed record RestoreRecord(HouseholdName From) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Merge;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.MergedInto == From
            ? new RecordRestored(Actor.Of(context.Caller), context.Now)
            : Decision.NoChange<HouseholdEvent>();
}

/// <summary>Somebody compared them: two households. They are not proposed as one again.</summary>
public sealed record RejectMatch(HouseholdName Other) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.RejectMatch;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.NotTheSameAs.Contains(Other)
            ? Decision.NoChange<HouseholdEvent>()
            : new MatchRejected(Other, Actor.Of(context.Caller), context.Now);
}
