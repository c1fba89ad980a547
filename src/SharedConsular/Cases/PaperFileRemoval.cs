using System.Collections.Immutable;
using SharedConsular.Retention;

namespace SharedConsular.Cases;

/// <summary>Files that no case names any more: what lies of them in the paper store is to be deleted.</summary>
public sealed record PaperFileRemoval(EntityKey Case, ImmutableArray<string> Ids)
{
    public const string Topic = "case.paper-files-removed";

    /// <summary>What follows from one event; the state is the one after it.</summary>
    internal static ImmutableArray<OutboxMessage> Of(EntityKey key, Case @case, CaseEvent @event) => @event switch
    {
        PaperFileTakenBack taken => Remove(key, [taken.Id]),
        PersonErased when @case.IsErased && !@case.PaperFiles.IsEmpty => Remove(key, [.. @case.PaperFiles.Select(f => f.Id)]),
        _ => [],
    };

    private static ImmutableArray<OutboxMessage> Remove(EntityKey key, ImmutableArray<string> ids) =>
        [new OutboxMessage(Topic, key.ToString(), new PaperFileRemoval(key, ids))];
}
