using SharedConsular.Api.Crises;
using SharedConsular.Api.Triage;
using SharedConsular.Households;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Matching;

/// <summary>What follows a registration after its receipt: its place in the order, and whether somebody registered it before.</summary>
internal sealed class HouseholdIntake(CrisisDesk crises, TriageDesk triage, MatchDesk matching) : IOutboxConsumer
{
    public IReadOnlyCollection<string> Topics { get; } = [HouseholdMessage.Registered, HouseholdMessage.TookIn, HouseholdMessage.GaveBack];

    public async Task Deliver(StoredMessage message, CancellationToken ct)
    {
        var told = StoredJson.Read<HouseholdMessage>(message.Body.Span);
        if (await crises.Find(told.Crisis, ct) is { State: { IsRunning: true } crisis })
        {
            await triage.Rank(told.Household, crisis, ct);
            await matching.Look(told.Household, ct);
        }
    }
}
