using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Api.FeatureFlags;
using SharedConsular.Api.Keys;
using SharedConsular.Crises;
using SharedConsular.FeatureFlags;
using SharedConsular.Households;
using SharedConsular.Matching;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Matching;

/// <summary>
/// Finds records that are of one household. What is certain becomes one; what is likely waits for a person. Candidates come
/// from an index of hashes under a key of the installation, in which nobody who fears her own state stands.
/// </summary>
internal sealed class MatchDesk(
    EntityRuntime entities, ListReader lists, IEventStore documents, IRootKey root, Leases leases, Switches switches) : IDisposable
{
    private const string KeyPurpose = "match-key";
    private const string MergingLease = "merging";

    /// <summary>Of a hash: a store of a million keys has no two alike by chance, and what is found is compared anyway.</summary>
    private const int HashBytes = 9;

    private readonly InstallationKey _key = new(documents, root, KeyPurpose);

    /// <summary>One merge at a time, of all nodes: of three records of one household none is taken in by two others at once.</summary>
    private readonly SemaphoreSlim _merging = new(1);

    /// <summary>Notes by what the record is found, and looks for others of its household.</summary>
    public async Task Look(HouseholdName name, CancellationToken ct)
    {
        if (await Find(name, ct) is not { } household || MatchRecord.Of(household) is not { } record)
        {
            return;
        }

        // First noted, then looked for: of two that come at once, at least one sees the other.
        var keys = MatchKeys.Of(record);
        var kept = await Hash(household.Crisis, keys.Kept, ct);
        await entities.Execute(Household.Type, name.Key, new IndexRecord(string.Join(' ', kept)), Caller.System, null, null, ct);
        foreach (var candidate in await FindCandidates(name, household.Crisis, keys, ct))
        {
            if (household.NotTheSameAs.Contains(candidate) || await Find(candidate, ct) is not { } other || MatchRecord.Of(other) is not { } others)
            {
                continue;
            }

            var judgement = HouseholdComparison.Judge(record, others);
            if (judgement.Level is MatchLevel.Certain && await MayMakeOne(name, candidate, household.Crisis, ct)
                && await MakeOne(name, candidate, Caller.System, HouseholdStanding.Platform, ct) is null)
            {
                // What it is now was told to the outbox, and is looked at again from there.
                return;
            }

            if (judgement.Level is not MatchLevel.None)
            {
                await Propose((name, household), (candidate, other), judgement, ct);
            }
        }
    }

    /// <summary>Whether that is done without a person looking: in the area of the crisis, and for both parties.</summary>
    private async Task<bool> MayMakeOne(HouseholdName one, HouseholdName other, string crisis, CancellationToken ct)
    {
        var places = (await entities.Find(Crisis.Type, Crisis.KeyOf(crisis), ct))?.State.Area.States ?? [];

        return await switches.IsOn(Feature.CertainMerges, one.Home, places, one.Reference)
            && (one.Home == other.Home || await switches.IsOn(Feature.CertainMerges, other.Home, places, one.Reference));
    }

    /// <summary>
    /// Makes two records one: the older goes on, and takes what only the other knew; or the younger, where the older goes on for others
    /// already. What the other record would refuse is refused before either says anything: it would be undone and done again for ever.
    /// </summary>
    public async Task<Refusal?> MakeOne(HouseholdName first, HouseholdName second, Caller caller, HouseholdStanding standing, CancellationToken ct)
    {
        await _merging.WaitAsync(ct);
        try
        {
            return await leases.Alone(MergingLease, () => MakeOneAlone(first, second, caller, standing, ct), ct);
        }
        finally
        {
            _merging.Release();
        }
    }

    /// <summary>Households of a crisis with a member who is, or may be, the person of a list.</summary>
    public async Task<List<(HouseholdName Name, Household Household, int Member, MatchLevel Level)>> FindListed(
        MatchRecord listed, string crisis, CancellationToken ct)
    {
        var found = new List<(HouseholdName, Household, int, MatchLevel)>();
        foreach (var candidate in await FindCandidates(null, crisis, MatchKeys.Of(listed), ct))
        {
            if (await Find(candidate, ct) is { } household && MatchRecord.Of(household) is { } record
                && ListedPerson.Find(listed, record) is (not MatchLevel.None and var level, var member))
            {
                found.Add((candidate, household, member, level));
            }
        }

        return found;
    }

    public void Dispose()
    {
        _key.Dispose();
        _merging.Dispose();
    }

    private async Task<Refusal?> MakeOneAlone(HouseholdName first, HouseholdName second, Caller caller, HouseholdStanding standing, CancellationToken ct)
    {
        if (await Find(first, ct) is not { } one || await Find(second, ct) is not { } two)
        {
            return HouseholdRefusals.NotFound;
        }

        if (first == second || MatchRecord.Of(one) is not { } record || MatchRecord.Of(two) is not { } other)
        {
            return HouseholdRefusals.CanNotBeMerged;
        }

        if (one.Promise is not null || two.Promise is not null)
        {
            return HouseholdRefusals.HasAnOffer;
        }

        var judgement = HouseholdComparison.Judge(record, other);
        var isFirstOlder = (one.RegisteredAt, first.Reference).CompareTo((two.RegisteredAt, second.Reference)) <= 0;
        var (younger, older) = isFirstOlder ? (two, one) : (one, two);
        var whyNotYounger = younger.WhyNotMerged();
        if (whyNotYounger is not null && older.WhyNotMerged() is not null)
        {
            return whyNotYounger;
        }

        var firstGoesOn = whyNotYounger is null ? isFirstOlder : !isFirstOlder;

        return firstGoesOn
            ? await MakeOne(first, second, two, [.. judgement.Pairs.Select(p => p.Second)], judgement, caller, standing, ct)
            : await MakeOne(second, first, one, [.. judgement.Pairs.Select(p => p.First)], judgement, caller, standing, ct);
    }

    private async Task<Refusal?> MakeOne(
        HouseholdName goesOn, HouseholdName merged, Household taken, ImmutableHashSet<int> known, MatchJudgement judgement, Caller caller,
        HouseholdStanding standing, CancellationToken ct)
    {
        ImmutableArray<string> evidence = [.. judgement.Evidence.Select(Words.Of)];
        ImmutableArray<HouseholdMember> others = [.. taken.Members.Where(m => !known.Contains(m.Number))];
        var takeIn = new TakeInRecord(merged, taken.FearsOwnState, others, evidence, judgement.ScorePercent) { Standing = standing };
        if ((await entities.Execute(Household.Type, goesOn.Key, takeIn, caller, null, null, ct)).Refusal is { } refusal)
        {
            return refusal;
        }

        // The outbox would do this too, a moment later and without the evidence.
        var merge = new MergeInto(goesOn, evidence, judgement.ScorePercent) { Standing = standing };

        return (await entities.Execute(Household.Type, merged.Key, merge, caller, null, null, ct)).Refusal;
    }

    /// <summary>The younger record waits for somebody to look: who registered last is the one who may be asked.</summary>
    private async Task Propose(
        (HouseholdName Name, Household State) a, (HouseholdName Name, Household State) b, MatchJudgement judgement, CancellationToken ct)
    {
        var (older, younger) = (a.State.RegisteredAt, a.Name.Reference).CompareTo((b.State.RegisteredAt, b.Name.Reference)) <= 0 ? (a, b) : (b, a);
        var proposal = new MatchProposal(
            older.Name, older.State.States, older.State.SharedWithLead, judgement.ScorePercent, [.. judgement.Evidence.Select(Words.Of)]);
        await entities.Execute(Household.Type, younger.Name.Key, new ProposeMatch(proposal), Caller.System, null, null, ct);
    }

    private async Task<List<HouseholdName>> FindCandidates(HouseholdName? self, string crisis, MatchKeys keys, CancellationToken ct)
    {
        var found = new HashSet<HouseholdName>();
        foreach (var key in await Hash(crisis, keys.Asked, ct))
        {
            var query = new ListQuery(MatchRows.ViewerOfMatching(crisis), MatchRows.Index) { Terms = [key], PageSize = MatchKeys.BlockMax };
            if (await lists.Read(query, ct) is ListAnswer.Read { Page: { Next: null } page })
            {
                found.UnionWith(page.Rows.Select(r => HouseholdName.Of(r.Entity)));
            }

            if (found.Count >= MatchKeys.CandidatesMax)
            {
                break;
            }
        }

        return [.. found.Where(n => n != self).OrderBy(n => n.Reference, StringComparer.Ordinal).Take(MatchKeys.CandidatesMax)];
    }

    /// <summary>The same name has another hash in another crisis: nobody is followed from one to the next.</summary>
    private async Task<IReadOnlyList<string>> Hash(string crisis, ImmutableArray<string> keys, CancellationToken ct)
    {
        var key = await _key.Get(ct);

        return [.. keys.Select(k => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{crisis}\n{k}")).AsSpan(0, HashBytes)))];
    }

    private async Task<Household?> Find(HouseholdName name, CancellationToken ct) =>
        (await entities.Find(Household.Type, name.Key, ct))?.State;
}
