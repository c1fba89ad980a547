using System.Collections.Immutable;
using System.Diagnostics;
using SharedConsular.Tenants;

namespace SharedConsular.Agreements;

/// <summary>What parties and receiving states recorded about one agreement since it was written. Belongs to the installation.</summary>
public sealed record AgreementRecord(
    string AgreementId,
    ImmutableArray<GateRecord> Gates,
    ImmutableArray<Period> Suspensions,
    DateOnly? EndsAfter)
{
    public static EntityType<AgreementRecord, AgreementCommand, AgreementEvent> Type { get; } = new(
        Name: "agreement",
        Initial: new AgreementRecord("", [], [], null),
        Decide: (record, command, context) => command.Decide(record, context),
        Evolve: (record, @event) => record.Evolve(@event))
    {
        Clocks = record => [.. record.StopsAhead.Select(day => new Clock(Words.OfDay(day), new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)))],
        OnClock = name => new StopFellDue(Words.ParseDay(name)),
        Messages = (key, _, @event) => @event is AgreementStopReached reached
            ? [new OutboxMessage("agreement.stopped", key.Id, new AgreementStopped(key.Id, reached.From))]
            : [],
    };

    /// <summary>The days already come on which cases met the exit rule.</summary>
    public ImmutableArray<DateOnly> StopsReached { get; init; } = [];

    /// <summary>The first days without new cases that have not come yet.</summary>
    internal IEnumerable<DateOnly> StopsAhead => Suspensions.Select(s => s.From).Append(EndsAfter?.AddDays(1))
        .OfType<DateOnly>().Distinct().Where(day => !StopsReached.Contains(day));

    public static EntityKey KeyOf(string agreementId) => new(TenantId.Installation, Type.Name, agreementId);

    private AgreementRecord Evolve(AgreementEvent @event) => @event switch
    {
        GateRecorded recorded => this with { AgreementId = recorded.AgreementId, Gates = [.. Gates, recorded.Record] },
        GateWithdrawn withdrawn => this with { Gates = [.. Gates.Select(g => Withdraw(g, withdrawn))] },
        AgreementSuspended suspended => this with
        {
            AgreementId = suspended.AgreementId,
            Suspensions = [.. Suspensions, new Period(suspended.From, suspended.To)],

            // Cases opened between a resumption and a new suspension from the same day meet the exit rule too.
            StopsReached = Suspensions.Any(s => s.From == suspended.From && s.To is null) ? StopsReached : StopsReached.Remove(suspended.From),
        },
        AgreementResumed resumed => this with { Suspensions = [.. Suspensions.Select(s => Until(s, resumed.On)).Where(s => s.From <= s.To || s.To is null)] },
        AgreementStopReached reached => this with { StopsReached = [.. StopsReached.IsDefault ? [] : StopsReached, reached.From] },
        AgreementEnded ended => this with { AgreementId = ended.AgreementId, EndsAfter = ended.After },
        _ => throw new UnreachableException($"AgreementRecord does not evolve on {@event.GetType().Name}."),
    };

    private static GateRecord Withdraw(GateRecord record, GateWithdrawn withdrawn) =>
        record.Gate == withdrawn.Gate && record.Answer == withdrawn.Answer && record.Period.To is null
        && record.Holders.AsSpan().SequenceEqual(withdrawn.Holders.AsSpan()) && record.Places.AsSpan().SequenceEqual(withdrawn.Places.AsSpan())
            ? record with { Period = record.Period with { To = withdrawn.On } }
            : record;

    private static Period Until(Period suspension, DateOnly day) =>
        suspension.Contains(day) || suspension.From > day ? suspension with { To = day.AddDays(-1) } : suspension;
}

/// <summary>Tells that no new case may begin under an agreement from a day on; open ones meet its exit rule.</summary>
public sealed record AgreementStopped(string AgreementId, DateOnly From);
