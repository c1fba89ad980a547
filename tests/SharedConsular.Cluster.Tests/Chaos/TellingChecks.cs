namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>The own state's system is told of everything it is to be told, in the order of the case, and of nothing that is not stored.</summary>
internal static class TellingChecks
{
    /// <summary>What the own state is told of what others do, by the event it follows from.</summary>
    public static readonly Dictionary<string, string> Topics = new(StringComparer.Ordinal)
    {
        [CaseLoad.Asked] = "case.consultation-asked",
        [CaseLoad.Taken] = "case.handover-accepted",
        [CaseLoad.Closed] = "case.closed",
    };

    public static IEnumerable<string> AllAreTold(StoredFacts facts, IReadOnlyCollection<ReceivedCall> calls)
    {
        var taken = calls.Where(c => c.Taken).Select(c => (c.Subject, c.Topic, c.At)).ToHashSet();
        foreach (var fact in facts.Events.Where(e => Topics.ContainsKey(e.Name) && !taken.Contains((e.Id, Topics[e.Name], e.At))))
        {
            yield return $"{fact.Id}: nobody was told of {fact.Name} at {fact.Version}.";
        }

        foreach (var told in calls.GroupBy(c => c.Subject))
        {
            var order = told.OrderBy(c => c.ReceivedAt).Select(c => FactOf(facts, c)?.Version ?? 0).Distinct().ToList();
            if (!order.SequenceEqual(order.Order()))
            {
                yield return $"{told.Key}: it was told of versions {string.Join(", ", order)} in this order.";
            }
        }
    }

    public static IEnumerable<string> NothingIsToldBefore(StoredFacts facts, IReadOnlyCollection<ReceivedCall> calls) =>
        from call in calls
        let fact = FactOf(facts, call)
        where fact is null || call.ReceivedAt < fact.CommittedAt
        let stored = fact is null ? "is not stored" : $"was stored at {fact.CommittedAt:HH:mm:ss.fff}"
        select $"{call.Subject}: {call.Topic} was told at {call.ReceivedAt:HH:mm:ss.fff}, and {stored}.";

    private static StoredFact? FactOf(StoredFacts facts, ReceivedCall call) =>
        facts.ByReference[call.Subject].FirstOrDefault(e => Topics.GetValueOrDefault(e.Name) == call.Topic && e.At == call.At);
}
