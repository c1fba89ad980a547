using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Crises;

/// <summary>
/// Forgets the households of a crisis whose days are over. Who is forgotten stands on no list any more, so that a run that
/// was cut short goes on where it stopped.
/// </summary>
internal sealed class CrisisForgetting(EntityRuntime entities, ListReader lists) : IOutboxConsumer
{
    /// <summary>A million households at 500 a page.</summary>
    private const int PagesMax = 2_000;
    private const int ForgottenAtOnceMax = 32;

    public IReadOnlyCollection<string> Topics { get; } = [Crisis.RetentionEnded];

    public async Task Deliver(StoredMessage message, CancellationToken ct)
    {
        var crisis = StoredJson.Read<CrisisMessage>(message.Body.Span).Crisis;
        var query = new ListQuery(HouseholdRow.ViewerOfCrisis(crisis), HouseholdRow.List) { PageSize = ListReader.PageSizeMax };
        for (var page = 0; page < PagesMax; page++)
        {
            if (await lists.Read(query, ct) is not ListAnswer.Read { Page: var found })
            {
                return;
            }

            var together = new ParallelOptions { MaxDegreeOfParallelism = ForgottenAtOnceMax, CancellationToken = ct };
            await Parallel.ForEachAsync(found.Rows, together, async (row, stop) =>
                await entities.Execute(Household.Type, row.Entity, new ForgetHousehold($"crisis:{crisis}"), Caller.System, null, null, stop));
            if (found.Next is null)
            {
                return;
            }

            query = query with { Cursor = found.Next };
        }
    }
}
