using SharedConsular.Cluster.Tests.Chaos.Faults;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>
/// Compares what was answered with what is stored, after everything was mended and came to rest. It knows the promises and nothing of
/// how the product keeps them; what it finds are sentences, and none is what it should find.
/// </summary>
internal sealed class Checker(History history, StoredFacts facts, IReadOnlyCollection<ReceivedCall> calls, DateTimeOffset now)
{
    /// <summary>How long after its time a clock may be answered when nothing is wrong any more.</summary>
    private static readonly TimeSpan LateMax = TimeSpan.FromSeconds(10);

    private static readonly string[] Kinds =
    [
        CaseLoad.Opened, CaseLoad.Accepted, CaseLoad.Complained, CaseLoad.Asked, CaseLoad.Answered, CaseLoad.PapersAsked, CaseLoad.PapersProvided,
        CaseLoad.StepRecorded, CaseLoad.Offered, CaseLoad.Taken, CaseLoad.TakenBack, CaseLoad.Issued, CaseLoad.Delivered, CaseLoad.Closed,
        EvacuationLoad.Registered, EvacuationLoad.AcceptedOffer, EvacuationLoad.Planned, EvacuationLoad.CheckedIn, EvacuationLoad.ManifestClosed,
        EvacuationLoad.Departed,
    ];

    public IEnumerable<string> Check() =>
    [
        .. history.Surprises, .. OnceEach(), .. InOrder(), .. NoGaps(), .. CaseChecks.OneOwner(facts), .. SeatChecks.NoSeatTwice(facts),
        .. SeatChecks.BothSidesAgree(facts), .. TellingChecks.AllAreTold(facts, calls), .. TellingChecks.NothingIsToldBefore(facts, calls), .. NothingWaits(),
        .. SeatChecks.EveryOfferEnds(facts, now - LateMax),
    ];

    /// <summary>Commands that were acknowledged and are not stored as often; what <see cref="OnceEach"/> says, as a number.</summary>
    public int Lost() => Counted().Sum(c => Math.Max(0, c.Acknowledged - c.Stored));

    private IEnumerable<string> OnceEach() => Counted().Where(c => c.Acknowledged != c.Stored)
        .Select(c => $"{c.Entity}: {c.Kind} was acknowledged {c.Acknowledged} times and is stored {c.Stored} times.");

    private IEnumerable<(string Entity, string Kind, int Acknowledged, int Stored)> Counted()
    {
        var acknowledged = history.Deeds.Where(d => d.IsAcknowledged).CountBy(d => (d.Entity, d.Kind)).ToDictionary();
        var stored = facts.Events.Where(e => Kinds.Contains(e.Name)).CountBy(e => (Entity: e.Reference, Kind: e.Name)).ToDictionary();

        return acknowledged.Keys.Union(stored.Keys).Select(k => (k.Entity, k.Kind, acknowledged.GetValueOrDefault(k), stored.GetValueOrDefault(k)));
    }

    /// <summary>The events of who asks one thing after another lie in the order of the answers, at the versions these named.</summary>
    private IEnumerable<string> InOrder()
    {
        foreach (var deeds in history.Deeds.Where(d => d is { IsAcknowledged: true, Alone: true, Version: not null }).GroupBy(d => d.Entity))
        {
            var last = 0L;
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var deed in deeds.OrderBy(d => d.AnsweredAt))
            {
                var nth = seen[deed.Kind] = seen.GetValueOrDefault(deed.Kind) + 1;
                var version = facts.ByReference[deed.Entity].Where(e => e.Name == deed.Kind).Skip(nth - 1).FirstOrDefault()?.Version;
                if (version is { } at && (at <= last || at > deed.Version))
                {
                    yield return $"{deed.Entity}: {deed.Kind} is stored at {at}, was answered with {deed.Version}, and the answer before it with {last}.";
                }

                last = deed.Version!.Value;
            }
        }
    }

    private IEnumerable<string> NoGaps() =>
        from stream in facts.Events.GroupBy(e => (e.Type, e.Reference))
        let versions = stream.Select(e => e.Version).Order().ToList()
        where !versions.SequenceEqual(Enumerable.Range(1, versions.Count).Select(v => (long)v))
        select $"{stream.Key.Reference}: its versions are {string.Join(',', versions)}.";

    private IEnumerable<string> NothingWaits() =>
    [
        .. facts.Outbox.Where(m => !m.OrderKey.StartsWith(PoisonMessage.OrderKey, StringComparison.Ordinal))
            .Select(m => $"Message {m.Position} of {m.Topic} was never delivered, after {m.Attempts} attempts."),
        .. facts.Outbox.Where(m => m.Topic == PoisonMessage.Unheard && !m.IsDead).Select(m => $"Message {m.Position}, which nobody hears, was not put aside."),
        .. facts.Clocks.Where(c => c.DueAt < now - LateMax).Select(c => $"The clock {c.Name} of {c.Type} {c.Id} was due at {c.DueAt:HH:mm:ss} and stands."),
    ];
}
