namespace SharedConsular.Routing;

/// <summary>One routing decision as it was taken: question, world and answer. Its id is a hash of question and world, so the same is stored once.</summary>
public sealed record RoutingRecord(string Question, string World, string Answer)
{
    public static EntityType<RoutingRecord, RecordRouting, RoutingDecided> Type { get; } = new(
        Name: "routing-decision",
        Initial: new RoutingRecord("", "", ""),
        Decide: (record, command, context) => record.World.Length > 0
            ? Decision.NoChange<RoutingDecided>()
            : new RoutingDecided(command.Question, command.World, command.Answer, context.Now),
        Evolve: (_, decided) => new RoutingRecord(decided.Question, decided.World, decided.Answer));

    public static EntityKey KeyOf(string id) => new(TenantId.Installation, Type.Name, id);
}

/// <param name="Question">The question as JSON, with the day it was asked about; nothing in it names a person.</param>
/// <param name="World">The version of the world it was decided in.</param>
/// <param name="Answer">The answer's canonical JSON.</param>
public sealed record RecordRouting(string Question, string World, string Answer);

[StoredAs("routing-decided")]
public sealed record RoutingDecided(string Question, string World, string Answer, DateTimeOffset DecidedAt);
