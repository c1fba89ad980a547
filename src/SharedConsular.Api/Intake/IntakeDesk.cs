using System.Security.Cryptography;
using System.Text;
using SharedConsular.Api.Households;
using SharedConsular.Api.Keys;
using SharedConsular.Api.Messages;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Messages;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Intake;

/// <summary>
/// Registers the households of a file. The reference of each follows from what stands in the file of it, so that the same file
/// sent again finds everybody registered, days later and from another login of the same party.
/// </summary>
internal sealed class IntakeDesk(
    HouseholdDesk desk, PersonMessages messages, WorldKeeper worlds, IEventStore documents, IRootKey root, TimeProvider time) : IDisposable
{
    private const string KeyPurpose = "import-key";
    private const int RegisteredAtOnceMax = 16;

    private readonly InstallationKey _key = new(documents, root, KeyPurpose);

    public async Task<IReadOnlyList<ImportedHouseholdResponse>> Register(
        IReadOnlyList<IReadOnlyList<ImportedRow>> households, string through, string? by, string crisisId, Crisis crisis, Caller caller, CancellationToken ct)
    {
        var outcomes = new ImportedHouseholdResponse[households.Count];
        var key = await _key.Get(ct);
        var together = new ParallelOptions { MaxDegreeOfParallelism = RegisteredAtOnceMax, CancellationToken = ct };
        await Parallel.ForAsync(0, households.Count, together, async (i, stop) =>
            outcomes[i] = await Register(households[i], through, by, crisisId, crisis, caller, key, stop));

        return outcomes;
    }

    public void Dispose() => _key.Dispose();

    private async Task<ImportedHouseholdResponse> Register(
        IReadOnlyList<ImportedRow> rows, string through, string? by, string crisisId, Crisis crisis, Caller caller, byte[] key, CancellationToken ct)
    {
        var faults = new FaultList();
        var request = ImportRequests.Request(rows, through, by, faults);
        if (HouseholdRequests.Parse(request, crisisId, crisis, worlds.Current, time.Today(), faults) is not { } command)
        {
            return Answer("refused", null, faults.Refusal, null);
        }

        var reference = ReferenceOf(rows, crisisId, caller, key);
        var (household, secret, refusal) = await desk.RegisterByFile(reference, command, caller, ct);
        var handed = secret is null || IsWrittenTo(household, crisis) ? null : secret.ToString();

        return refusal is null ? Answer("registered", reference, null, handed)
            : refusal.Code == HouseholdRefusals.AlreadyRegistered.Code ? Answer("known_already", reference, null, handed)
            : Answer("refused", null, refusal, null);

        ImportedHouseholdResponse Answer(string outcome, string? known, Refusal? why, string? given) => new(
            rows[0].Line, rows.Count, outcome, known, why?.Code,
            why is null or { Faults.IsEmpty: true } ? null : [.. why.Faults.Select(f => new FaultResponse(f.Pointer, f.Code, f.Message))], given);
    }

    /// <summary>Whether the platform itself writes its secret to the household: nobody else needs it then.</summary>
    private bool IsWrittenTo(Household household, Crisis crisis) =>
        MessagePlan.For(
            household, new PersonNews(Occasion.RegisteredByFile, 0, household.Home!, household.RegisteredAt), crisis.Exercise, worlds.Current.Access,
            messages.Carriers, household.RegisteredAt) is MessagePlan.Send;

    private static string ReferenceOf(IReadOnlyList<ImportedRow> rows, string crisisId, Caller caller, byte[] key)
    {
        var text = new StringBuilder(crisisId).Append('\n').Append(caller.Tenant.Value);
        foreach (var row in rows)
        {
            text.Append('\n');
            foreach (var (column, cell) in row.Cells.OrderBy(c => c.Key))
            {
                text.Append(column).Append('\t').Append(cell).Append('\t');
            }
        }

        return HouseholdReference.FromBits(BitConverter.ToUInt64(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text.ToString()))));
    }
}
