using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Movements;

/// <summary>
/// Tells those who have seats on a route that it is closed, or not any more. Whoever knows already is told nothing, so that a
/// run that was cut short is begun again.
/// </summary>
internal sealed class RouteNews(EntityRuntime entities, ListReader lists) : IOutboxConsumer
{
    /// <summary>A million households at 500 a page.</summary>
    private const int PagesMax = 2_000;
    private const int ToldAtOnceMax = 32;

    public IReadOnlyCollection<string> Topics { get; } = [Crisis.RouteChanged];

    public async Task Deliver(StoredMessage message, CancellationToken ct)
    {
        var route = StoredJson.Read<RouteMessage>(message.Body.Span);
        await foreach (var page in Pages(route.Crisis, MovementRow.List, $"status:{Words.Of(MovementStatus.Planned)}", ct))
        {
            foreach (var movement in page.Select(r => r.Read<MovementRow>()).Where(m => m.From == route.From && m.To == route.To))
            {
                await Tell(new MovementName(movement.Organiser, movement.Id), route, ct);
            }
        }
    }

    private async Task Tell(MovementName movement, RouteMessage route, CancellationToken ct)
    {
        var together = new ParallelOptions { MaxDegreeOfParallelism = ToldAtOnceMax, CancellationToken = ct };
        await foreach (var page in Pages(route.Crisis, HouseholdRow.List, $"movement:{movement}", ct))
        {
            await Parallel.ForEachAsync(page, together, async (row, stop) =>
                await entities.Execute(Household.Type, row.Entity, new FollowRoute(movement, route.IsShut), Caller.System, null, null, stop));
        }
    }

    private async IAsyncEnumerable<ImmutableArray<StoredRow>> Pages(
        string crisis, string list, string term, [EnumeratorCancellation] CancellationToken ct)
    {
        var query = new ListQuery(HouseholdRow.ViewerOfCrisis(crisis), list) { Terms = [term], PageSize = ListReader.PageSizeMax };
        for (var page = 0; page < PagesMax && await lists.Read(query, ct) is ListAnswer.Read { Page: var found }; page++)
        {
            yield return found.Rows;
            if (found.Next is null)
            {
                yield break;
            }

            query = query with { Cursor = found.Next };
        }
    }
}
