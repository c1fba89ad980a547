using System.Diagnostics;
using SharedConsular.Access;
using SharedConsular.Api.Worlds;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Audit;

/// <summary>
/// Records who is about to see what of a case, and by what right. An answer leaves after its record is durable; one whose
/// record can't be kept does not leave.
/// </summary>
internal sealed class ReadRecorder(ReadCommitter committer, WorldKeeper worlds, PlatformOptions options, TimeProvider time)
{
    public Task Record(EntityKey key, Case @case, Caller caller, ReadVia via, params ReadOnlySpan<ReadField> fields) =>
        RecordAll([Find(key, @case, caller, via, fields) ?? throw new UnreachableException("Nobody is shown a case without a right to it.")]);

    public Task RecordAll(IReadOnlyList<ReadRecord> reads) => options.RecordsReads ? committer.Record(reads) : Task.CompletedTask;

    /// <summary>A case as a whole, by the right that was found when it was decided, with its persons where they are in the answer.</summary>
    public Task RecordView(EntityKey key, Caller caller, AccessGrounds grounds, ReadVia via, bool withPersons) =>
        RecordAll([RecordOf(key, caller, grounds, via, withPersons ? [ReadField.Case, ReadField.Persons] : [ReadField.Case])]);

    /// <summary>Where a case stands, as who has its secret sees it.</summary>
    public Task RecordFollowed(EntityKey key, Caller follower, AccessGrounds grounds) =>
        RecordAll([RecordOf(key, follower, grounds, ReadVia.Follow, ReadField.Case)]);

    /// <summary>The record of a look at a case; null when the caller has no right to it and must not be shown it.</summary>
    public ReadRecord? Find(EntityKey key, Case @case, Caller caller, ReadVia via, params ReadOnlySpan<ReadField> fields) =>
        CaseAccess.FindGrounds(Policy, @case, caller, time.GetUtcNow()) is { } grounds ? RecordOf(key, caller, grounds, via, fields) : null;

    private ReadRecord RecordOf(EntityKey key, Caller caller, AccessGrounds grounds, ReadVia via, params ReadOnlySpan<ReadField> fields) => new(
        key, new Runtime.Actor(caller.Tenant, caller.User), Words.Of(caller.Role), grounds.Rule, Words.Of(grounds.Purpose), grounds.AgreementId,
        string.Join(' ', fields.ToArray().Select(f => Words.Of(f))), Words.Of(via), time.GetUtcNow());

    private AccessPolicy Policy => worlds.Current.Access;
}
