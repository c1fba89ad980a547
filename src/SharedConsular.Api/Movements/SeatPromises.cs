using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Movements;

/// <summary>
/// Carries between households and movements what one causes at the other. Each step may come twice; a step that the other
/// side refuses is undone on the first, so that no seat stays held for nobody.
/// </summary>
internal sealed class SeatPromises(EntityRuntime entities) : IOutboxConsumer
{
    public IReadOnlyCollection<string> Topics { get; } =
    [
        MovementMessage.Held, MovementMessage.Confirmed, MovementMessage.StoodBy, MovementMessage.Released, MovementMessage.Boarded, MovementMessage.Arrived,
        HouseholdMessage.Accepted, HouseholdMessage.Ended, HouseholdMessage.TookIn, HouseholdMessage.GaveBack,
    ];

    public Task Deliver(StoredMessage message, CancellationToken ct) => message.Topic.StartsWith("movement.", StringComparison.Ordinal)
        ? Follow(message.Topic, StoredJson.Read<MovementMessage>(message.Body.Span), ct)
        : Answer(message.Topic, StoredJson.Read<HouseholdMessage>(message.Body.Span), ct);

    private async Task Follow(string topic, MovementMessage message, CancellationToken ct)
    {
        HouseholdCommand command = topic switch
        {
            MovementMessage.Held => new PromiseSeats(message.Promise!),
            MovementMessage.Confirmed => new ConfirmPromise(message.Movement),
            MovementMessage.StoodBy => new PutOnStandBy(message.Movement),
            MovementMessage.Released => new EndPromise(message.Movement, message.End!.Value),
            MovementMessage.Boarded => new RecordBoarding(message.Movement, message.Members),
            _ => new RecordArrival(message.Movement, message.Place!, message.Onward),
        };
        if (await Tell(message.Household, command, ct) is not null && topic == MovementMessage.Held)
        {
            await Tell(message.Movement, new ReleaseSeats(message.Household, PromiseEnd.NotNeeded), ct);
        }
    }

    private async Task Answer(string topic, HouseholdMessage message, CancellationToken ct)
    {
        switch (topic)
        {
            case HouseholdMessage.Accepted:
                if (await Tell(message.Movement!, new ConfirmSeats(message.Household), ct) is not null)
                {
                    await Tell(message.Household, new EndPromise(message.Movement!, PromiseEnd.Withdrawn), ct);
                }

                break;
            case HouseholdMessage.Ended:
                await Tell(message.Movement!, new ReleaseSeats(message.Household, message.End!.Value), ct);
                break;
            case HouseholdMessage.TookIn:
                if (await Tell(message.Other!, new MergeInto(message.Household, [], 0), ct) is not null)
                {
                    await Tell(message.Household, new GiveBackRecord(message.Other!), ct);
                }

                break;
            default:
                await Tell(message.Other!, new RestoreRecord(message.Household), ct);
                break;
        }
    }

    private async Task<Refusal?> Tell(HouseholdName household, HouseholdCommand command, CancellationToken ct) =>
        (await entities.Execute(Household.Type, household.Key, command, Caller.System, null, null, ct)).Refusal;

    private async Task<Refusal?> Tell(MovementName movement, MovementCommand command, CancellationToken ct) =>
        (await entities.Execute(Movement.Type, Movement.KeyOf(movement), command, Caller.System, null, null, ct)).Refusal;
}
