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

/// <summary>This record is counted under another from now on.</summary>
public sealed record MergeInto(HouseholdName Into, ImmutableArray<string> Evidence, int ScorePercent) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Merge;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.MergedInto == Into ? Decision.NoChange<HouseholdEvent>()
        : !household.IsCounted || household.FearsOwnState ? HouseholdRefusals.CanNotBeMerged
        : household.Promise is not null ? HouseholdRefusals.HasAnOffer
        : household.Members.Any(m => m.Disposition is Disposition.Boarded or Disposition.Arrived) ? HouseholdRefusals.HasTravelled
        : new RecordMerged(Into, Evidence, ScorePercent, Actor.Of(context.Caller), context.Now);
}

/// <summary>The two are not the same after all: what came from the other record goes back.</summary>
public sealed record GiveBackRecord(HouseholdName Other) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Split;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        !household.TakenIn.Contains(Other) ? Decision.NoChange<HouseholdEvent>()
        : household.Promise is not null ? HouseholdRefusals.HasAnOffer
        : household.Members.Any(m => m.TakenFrom == Other.Reference && m.Disposition is Disposition.Boarded or Disposition.Arrived)
            ? HouseholdRefusals.HasTravelled
        : new RecordGivenBack(Other, Actor.Of(context.Caller), context.Now);
}

/// <summary>The record counts for itself again.</summary>
public sealed record RestoreRecord : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Merge;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Status is HouseholdStatus.Merged
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
