using System.Collections.Immutable;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;

namespace SharedConsular.Tests.Evacuation;

/// <summary>
/// Households, movements and the messages between them: those of one order key in order, each at least once, the others
/// whenever their turn comes.
/// </summary>
internal sealed class EvacuationWorld
{
    private const int DeliveriesMax = 10_000;

    private readonly SortedDictionary<string, Queue<OutboxMessage>> _outbox = new(StringComparer.Ordinal);

    public DateTimeOffset Now { get; set; } = PlanningExamples.Noon;

    public Dictionary<HouseholdName, Household> Households { get; } = [];

    public Dictionary<MovementName, Movement> Movements { get; } = [];

    /// <summary>Who holds a boarding token: whoever was told once that the seats are sure.</summary>
    public HashSet<(HouseholdName Household, MovementName Movement)> Tokens { get; } = [];

    /// <summary>What each household was recorded to have boarded.</summary>
    public List<(HouseholdName Household, HouseholdBoarded Boarded)> Boardings { get; } = [];

    public HashSet<Type> EventsSeen { get; } = [];

    public bool HasMessages => _outbox.Count > 0;

    public Refusal? Ask(HouseholdName name, HouseholdCommand command, Caller caller)
    {
        var refusal = Ask(
            Household.Type, name.Key, Households.GetValueOrDefault(name, Household.Type.Initial), command, caller, out var after, out var events);
        Households[name] = after;
        Boardings.AddRange(events.OfType<HouseholdBoarded>().Select(b => (name, b)));
        if (after.Promise is { Status: PromiseStatus.Confirmed } promise)
        {
            Tokens.Add((name, promise.Movement));
        }

        return refusal;
    }

    public Refusal? Ask(MovementName name, MovementCommand command, Caller caller)
    {
        var refusal = Ask(
            Movement.Type, Movement.KeyOf(name), Movements.GetValueOrDefault(name, Movement.Type.Initial), command, caller, out var after, out _);
        Movements[name] = after;

        return refusal;
    }

    /// <summary>The hold that planning would ask for.</summary>
    public SeatHold HoldOf(HouseholdName name)
    {
        var household = Households[name];

        return new SeatHold(
            name, household.Needs, [.. household.Waiting.Select(m => m.Number)], [.. household.Waiting.Where(m => m.IsMinor).Select(m => m.Number)],
            [.. household.Waiting.GroupBy(household.StateOf).Select(g => new StateCount(g.Key, g.Count()))], Now.AddHours(4), SeatReason.Turn, "triage-1")
        {
            Escorts = household.Escorts,
        };
    }

    /// <summary>Delivers the next message of one of the order keys; with <paramref name="again"/> it stays and comes another time.</summary>
    public void Deliver(int which, bool again)
    {
        if (!HasMessages)
        {
            return;
        }

        var (key, queue) = _outbox.ElementAt(which % _outbox.Count);
        var message = queue.Peek();
        if (!again)
        {
            queue.Dequeue();
            if (queue.Count == 0)
            {
                _outbox.Remove(key);
            }
        }

        Deliver(message);
    }

    public void DeliverAll()
    {
        for (var i = 0; HasMessages; i++)
        {
            Assert.True(i < DeliveriesMax, "The messages never come to an end.");
            Deliver(i, again: false);
        }
    }

    /// <summary>Every clock that is due gives its command.</summary>
    public void FireClocks()
    {
        foreach (var name in Households.Keys.ToList())
        {
            foreach (var clock in Household.Type.Clocks(Households[name]).Where(c => c.DueAt <= Now))
            {
                Ask(name, Household.Type.OnClock!(clock.Name), Caller.System);
            }
        }
    }

    private void Deliver(OutboxMessage message)
    {
        if (message.Body is MovementMessage told)
        {
            HouseholdCommand command = message.Topic switch
            {
                MovementMessage.Held => new PromiseSeats(told.Promise!),
                MovementMessage.Confirmed => new ConfirmPromise(told.Movement),
                MovementMessage.StoodBy => new PutOnStandBy(told.Movement),
                MovementMessage.Released => new EndPromise(told.Movement, told.End!.Value),
                MovementMessage.Boarded => new RecordBoarding(told.Movement, told.Members),
                _ => new RecordArrival(told.Movement, told.Place!, told.Onward),
            };
            if (Ask(told.Household, command, Caller.System) is not null && message.Topic == MovementMessage.Held)
            {
                Ask(told.Movement, new ReleaseSeats(told.Household, PromiseEnd.NotNeeded), Caller.System);
            }
        }
        else if (message.Body is HouseholdMessage said)
        {
            Answer(message.Topic, said);
        }
    }

    private void Answer(string topic, HouseholdMessage said)
    {
        if (topic == HouseholdMessage.Accepted && Ask(said.Movement!, new ConfirmSeats(said.Household), Caller.System) is not null)
        {
            Ask(said.Household, new EndPromise(said.Movement!, PromiseEnd.Withdrawn), Caller.System);
        }
        else if (topic == HouseholdMessage.Ended)
        {
            Ask(said.Movement!, new ReleaseSeats(said.Household, said.End!.Value), Caller.System);
        }
        else if (topic == HouseholdMessage.TookIn && Ask(said.Other!, new MergeInto(said.Household, [], 0), Caller.System) is not null)
        {
            Ask(said.Household, new GiveBackRecord(said.Other!), Caller.System);
        }
        else if (topic == HouseholdMessage.GaveBack)
        {
            Ask(said.Other!, new RestoreRecord(said.Household), Caller.System);
        }
    }

    private Refusal? Ask<TState, TCommand, TEvent>(
        EntityType<TState, TCommand, TEvent> type, EntityKey key, TState before, TCommand command, Caller caller, out TState after,
        out ImmutableArray<TEvent> events)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var decision = type.Decide(before, command, new DecisionContext(Now, caller));
        events = decision is Decision<TEvent>.Accepted accepted ? accepted.Events : [];
        after = events.Aggregate(before, type.Evolve);
        foreach (var @event in events)
        {
            EventsSeen.Add(@event.GetType());
            foreach (var message in type.Messages(key, after, @event))
            {
                if (!_outbox.TryGetValue(message.OrderKey, out var queue))
                {
                    _outbox[message.OrderKey] = queue = new Queue<OutboxMessage>();
                }

                queue.Enqueue(message);
            }
        }

        return decision is Decision<TEvent>.Refused refused ? refused.Reason : null;
    }
}
