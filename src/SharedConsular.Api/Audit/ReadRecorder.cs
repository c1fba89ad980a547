using System.Diagnostics;
using SharedConsular.Access;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Audit;

/// <summary>
/// Records who is about to see what of a case, and by what right. An answer leaves after its record is durable; one whose
/// record can't be kept does not leave.
/// </summary>
internal sealed class ReadRecorder(ReadCommitter committer, PlatformOptions options, TimeProvider time)
{
    public Task Record(EntityKey key, Case @case, Caller caller, ReadVia via, params ReadOnlySpan<ReadField> fields) =>
        RecordAll([Of(key, @case, caller, via, fields)]);

    public Task RecordAll(IReadOnlyList<ReadRecord> reads) => options.RecordsReads ? committer.Record(reads) : Task.CompletedTask;

    /// <summary>A case as a whole, with the persons for whom the caller may know them.</summary>
    public Task RecordView(EntityKey key, Case @case, Caller caller, ReadVia via) =>
        CaseActions.Allows(CaseAction.ReadPersons, @case, caller)
            ? Record(key, @case, caller, via, ReadField.Case, ReadField.Persons)
            : Record(key, @case, caller, via, ReadField.Case);

    public ReadRecord Of(EntityKey key, Case @case, Caller caller, ReadVia via, params ReadOnlySpan<ReadField> fields)
    {
        var grounds = CaseAccess.FindGrounds(@case, caller) ?? throw new UnreachableException("Nobody is shown a case without a right to it.");

        return new ReadRecord(
            key, new Runtime.Actor(caller.Tenant, caller.User), Words.Of(caller.Role), grounds.Rule, Words.Of(grounds.Purpose), grounds.AgreementId,
            string.Join(' ', fields.ToArray().Select(f => Words.Of(f))), Words.Of(via), time.GetUtcNow());
    }
}
