namespace SharedConsular.Runtime;

/// <summary>What an operator may choose. Every bound has a value that needs no choosing.</summary>
public sealed record RuntimeOptions
{
    /// <summary>The database file of the embedded store. Its folder is created when it is missing.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>The PostgreSQL that is the store, instead of the embedded one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Whether a node brings the tables of PostgreSQL to its release when it starts; else that is a job of its own.</summary>
    public bool MigratesAtStart { get; init; } = true;

    /// <summary>The file of the local root key, when no vault holds it; beside the database when not given.</summary>
    public string? RootKeyPath { get; init; }

    /// <summary>Off in a bench that asks what sealing costs, on a store of its own; nowhere else.</summary>
    public bool SealsPersons { get; init; } = true;

    /// <summary>How many decided commands may go into one transaction.</summary>
    public int CommitBatchMax { get; init; } = 1_024;

    /// <summary>How many decided commands may wait for the writer before new ones are shed.</summary>
    public int CommitWaitingMax { get; init; } = 16_384;

    /// <summary>How many entities stay in memory.</summary>
    public int EntitiesCachedMax { get; init; } = 50_000;

    /// <summary>How many requests with an idempotency key may run at once before new ones are shed.</summary>
    public int RequestsInFlightMax { get; init; } = 65_536;
}
