using System.Collections.Immutable;
using System.Diagnostics;

namespace SharedConsular.Households;

public sealed partial record Household
{
    private Household Evolve(HouseholdEvent @event)
    {
        var next = @event switch
        {
            HouseholdRegistered registered => From(registered),
            HouseholdHeardFrom heard => this with
            {
                Whereabouts = heard.Whereabouts,
                Assemblies = heard.Assemblies,
                ReadyAt = heard.ReadyAt,
                Contact = heard.Contact,
                Language = heard.Language,
                SharedWithLead = heard.SharedWithLead,
                LastHeardAt = heard.At,
                IsSilent = false,
            },
            HouseholdFellSilent => this with { IsSilent = true },
            HouseholdRanked ranked => this with
            {
                Triage = new TriageResult(ranked.Class, ranked.Rank, ranked.Reasons, ranked.PolicyVersion, ranked.Instruction),
            },
            SeatsPromised promised => Now(Disposition.Offered, promised.At) with { Promise = promised.Promise },
            PromiseAccepted => this with { Promise = Promised(PromiseStatus.Accepted), LastHeardAt = @event.At, IsSilent = false },
            PromiseConfirmed confirmed => Now(Disposition.Confirmed, confirmed.At) with { Promise = Promised(PromiseStatus.Confirmed) },
            StandsBy standsBy => Now(Disposition.Offered, standsBy.At) with { Promise = Promised(PromiseStatus.StandingBy) },
            PromiseRouteChanged route => this with
            {
                Promise = Promise is null ? null : Promise with { RouteShutAt = route.IsShut ? route.At : null },
            },
            PromiseEnded ended => Now(Disposition.Registered, ended.At) with { Promise = null, OffersEnded = OffersEnded + 1 },
            HouseholdBoarded boarded => At(boarded.Members, Disposition.Boarded, boarded.At) with
            {
                Promise = null,
                Travelled = boarded.Movement,
                AtHub = null,
            },
            HouseholdArrived arrived => Arrive(arrived),
            MembersReported reported => At(reported.Members, reported.Disposition, reported.At) with { LastHeardAt = reported.At, IsSilent = false },
            EscortNamed named => this with { Members = [.. Members.Select(m => m.Number == named.Member ? m with { Escort = named.Escort } : m)] },
            RecordTakenIn taken => this with
            {
                Members = [.. Members, .. taken.Added],
                TakenIn = TakenIn.Add(taken.Other),
                Proposals = ProposalsWithout(taken.Other),
            },
            RecordMerged merged => this with
            {
                Members =
                [
                    .. Members.Select(m => m with { Disposition = Disposition.Duplicate, DispositionAt = merged.At, DispositionBefore = m.Disposition }),
                ],
                Status = HouseholdStatus.Merged,
                MergedInto = merged.Into,
                Promise = null,
                Proposals = [],
            },
            RecordGivenBack back => this with
            {
                Members = [.. Members.Where(m => m.TakenFrom != back.Other.Reference)],
                TakenIn = TakenIn.Remove(back.Other),

                // The platform gives back what the other side could not part with; only a person says that two are not the same.
                NotTheSameAs = back.By.Party == TenantId.Installation ? NotTheSameAs : Without(back.Other),
            },
            RecordRestored restored => this with
            {
                Members = [.. Members.Select(m => m with { Disposition = m.DispositionBefore, DispositionAt = restored.At })],
                Status = HouseholdStatus.Registered,
                NotTheSameAs = MergedInto is { } into ? Without(into) : NotTheSameAs,
                MergedInto = null,
            },
            RelationNamed relation => this with { Relations = Relations.Add(new HouseholdRelation(relation.Other, relation.Kind)) },
            MatchRejected rejected => this with { NotTheSameAs = Without(rejected.Other), Proposals = ProposalsWithout(rejected.Other) },
            RecordIndexed indexed => this with { MatchKeys = indexed.Keys },
            MatchProposed proposed => this with { Proposals = ProposalsWithout(proposed.Proposal.Other).Add(proposed.Proposal) },
            HouseholdListed { Listing: var listing } => this with
            {
                Listings =
                [
                    .. Listings.Where(l => l.List != listing.List),
                    listing with { Members = [.. MembersOn(listing.List).Union(listing.Members).Order()] },
                ],
            },
            HouseholdForgotten => this with { IsForgotten = true, Proposals = [], Relations = [] },
            BoardingTokensRevoked revoked => this with { TokenGeneration = revoked.Generation },
            _ => throw new UnreachableException($"Household does not evolve on {@event.GetType().Name}."),
        };

        // Neither the platform's own steps nor those of its people are a sign that an officer looked at the household.
        return @event.By.Party == TenantId.Installation || @event.By.User.FindParty() is not null || @event is HouseholdRegistered
            ? next
            : next with { TouchedAt = @event.At };
    }

    private Household From(HouseholdRegistered registered) => this with
    {
        Status = HouseholdStatus.Registered,
        Crisis = registered.Crisis,
        Home = registered.Home,
        Members = registered.Members,
        Whereabouts = registered.Whereabouts,
        Assemblies = registered.Assemblies,
        ReadyAt = registered.ReadyAt,
        Contact = registered.Contact,
        Language = registered.Language,
        FearsOwnState = registered.FearsOwnState,
        SharedWithLead = registered.SharedWithLead,
        Through = registered.Through,
        SponsoredBy = registered is { Through: RegisteredBy.Sponsor, By: var by } && by.Party != TenantId.Installation && by.User.FindParty() is null
            ? by
            : null,
        FollowHash = registered.FollowHash,
        RegisteredAt = registered.At,
        LastHeardAt = registered.At,
    };

    private ImmutableArray<int> MembersOn(string list) => Listings.FirstOrDefault(l => l.List == list)?.Members ?? [];

    /// <summary>At a hub everyone waits again for the next leg; at home they have arrived.</summary>
    private Household Arrive(HouseholdArrived arrived)
    {
        ImmutableArray<int> travelled = [.. Members.Where(m => m.Disposition is Disposition.Boarded).Select(m => m.Number)];

        return At(travelled, arrived.Onward ? Disposition.Registered : Disposition.Arrived, arrived.At) with
        {
            AtHub = arrived.Onward ? arrived.Place : null,
            Assemblies = arrived.Onward ? [arrived.Place] : Assemblies,
            ReadyAt = arrived.Onward ? arrived.At : ReadyAt,
        };
    }

    private SeatPromise? Promised(PromiseStatus status) => Promise is null ? null : Promise with { Status = status };

    private Household Now(Disposition disposition, DateTimeOffset at) => At([.. Waiting.Select(m => m.Number)], disposition, at);

    private Household At(ImmutableArray<int> members, Disposition disposition, DateTimeOffset at) => this with
    {
        Members =
        [
            .. Members.Select(m => members.Contains(m.Number) && m.Disposition != disposition ? m with { Disposition = disposition, DispositionAt = at } : m),
        ],
    };

    private ImmutableArray<MatchProposal> ProposalsWithout(HouseholdName other) => [.. Proposals.Where(p => p.Other != other)];

    private ImmutableArray<HouseholdName> Without(HouseholdName other) => NotTheSameAs.Contains(other) ? NotTheSameAs : NotTheSameAs.Add(other);
}
