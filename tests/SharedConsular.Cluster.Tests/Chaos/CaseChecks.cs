using System.Text.Json;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>A case has one owner at every moment, and only the owner works it.</summary>
internal static class CaseChecks
{
    /// <summary>Of a case whose history can't be.</summary>
    private const string Nobody = "?";

    private static readonly HashSet<string> OwnersAlone =
    [
        CaseLoad.Accepted, CaseLoad.Asked, CaseLoad.PapersAsked, CaseLoad.StepRecorded, CaseLoad.Offered, CaseLoad.TakenBack, CaseLoad.Issued,
        CaseLoad.Closed,
    ];

    public static IEnumerable<string> OneOwner(StoredFacts facts)
    {
        foreach (var stream in facts.Events.Where(e => e.Type == "case").GroupBy(e => e.Id))
        {
            string? owner = null;
            string? offeredTo = null;
            foreach (var fact in stream.OrderBy(e => e.Version))
            {
                if (OwnersAlone.Contains(fact.Name) && fact.ActorTenant != owner)
                {
                    yield return $"{fact.Id}: {fact.Name} at {fact.Version} was done by {fact.ActorTenant} while it was {owner}'s.";
                }

                switch (fact.Name)
                {
                    case CaseLoad.Opened:
                        owner = PartyOf(fact.Body.GetProperty("route"));
                        break;
                    case CaseLoad.Offered:
                        offeredTo = PartyOf(fact.Body.GetProperty("route"));
                        break;
                    case CaseLoad.TakenBack:
                        offeredTo = offeredTo is null ? Nobody : null;
                        break;
                    case CaseLoad.Taken:
                        (owner, offeredTo) = (fact.Body.GetProperty("from").GetString() == owner && fact.ActorTenant == offeredTo ? offeredTo : Nobody, null);
                        break;
                }

                if (owner is Nobody || offeredTo is Nobody)
                {
                    yield return $"{fact.Id}: {fact.Name} at {fact.Version} by {fact.ActorTenant} does not follow from what was before.";
                    break;
                }
            }
        }
    }

    private static string? PartyOf(JsonElement route) => route.GetProperty("party").GetString();
}
