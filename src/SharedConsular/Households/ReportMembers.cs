using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>
/// "We left", "we are safe and stay", "he can't be reached", "she died", or "we are here after all". A live offer that no
/// longer fits ends with it; who is on a closed manifest is past reporting.
/// </summary>
/// <param name="Members">Which of them; all who wait when empty.</param>
public sealed record ReportMembers(ImmutableArray<int> Members, Disposition Disposition, string? Note) : HouseholdCommand
{
    private static readonly Disposition[] Reportable =
        [Disposition.Registered, Disposition.LeftByOwnMeans, Disposition.Staying, Disposition.Unreachable, Disposition.Deceased];

    public override HouseholdAction Action => HouseholdAction.Report;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context)
    {
        ImmutableArray<int> members = Members.IsDefaultOrEmpty ? [.. household.Waiting.Select(m => m.Number)] : Members;
        if (!household.IsCounted)
        {
            return HouseholdRefusals.CountedElsewhere;
        }

        if (!Reportable.Contains(Disposition))
        {
            return HouseholdRefusals.NotReportable;
        }

        if (members.Any(n => household.Find(n) is null))
        {
            return HouseholdRefusals.NoSuchMember;
        }

        if (members.Any(n => household.Find(n) is { Disposition: Disposition.Boarded or Disposition.Arrived }))
        {
            return HouseholdRefusals.HasTravelled;
        }

        ImmutableArray<int> changed = [.. members.Where(n => household.Find(n)!.Disposition != Disposition)];
        if (changed.IsEmpty || (Disposition is Disposition.Registered && changed.All(n => household.Find(n)!.IsWaiting)))
        {
            return Decision.NoChange<HouseholdEvent>();
        }

        var by = Actor.Of(context.Caller);
        var reported = new MembersReported(changed, Disposition, Note, by, context.Now);

        // The seats were for others than those who now want to travel: the offer goes, and the household waits for one that fits.
        return household.Promise is { } promise
            ? ImmutableArray.Create<HouseholdEvent>(new PromiseEnded(promise.Movement, PromiseEnd.NotNeeded, null, by, context.Now), reported)
            : reported;
    }
}

/// <summary>Names who travels with a minor that has no adult in the household.</summary>
public sealed record NameEscort(int Member, Escort Escort) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.NameEscort;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        household.Find(Member) is not { IsMinor: true } minor ? HouseholdRefusals.NoSuchMember
        : minor.Escort == Escort ? Decision.NoChange<HouseholdEvent>()
        : new EscortNamed(Member, Escort, Actor.Of(context.Caller), context.Now);
}

/// <summary>Makes every boarding token given out so far worthless: a phone was lost, or a picture passed on.</summary>
public sealed record RevokeTokens : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.RevokeTokens;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context) =>
        new BoardingTokensRevoked(household.TokenGeneration + 1, Actor.Of(context.Caller), context.Now);
}
