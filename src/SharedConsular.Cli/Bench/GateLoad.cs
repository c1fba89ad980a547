using System.Diagnostics;
using SharedConsular.Cli.Randomness;
using SharedConsular.Cli.Servers;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Bench;

/// <summary>One flight whose passengers are all confirmed and hold tokens; then gates send their scans in batches.</summary>
internal static class GateLoad
{
    private const string Crisis = "bench-gate";
    private const int FamilySize = 4;
    private const int BatchSize = 100;
    private const int Gates = 4;
    private const int AtOnceMax = 16;
    private const ulong Seed = 1;
    private const int NameLength = 12;
    private const int BirthDays = 50 * 365;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ConfirmedWithin = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> NoLimits = new()
    {
        ["Limits__AnonymousRequestsPerMinute"] = "10000000",
        ["Limits__CallerRequestsPerMinute"] = "10000000",
        ["Limits__TenantRequestsPerMinute"] = "10000000",
        ["Limits__FollowPerMinute"] = "10000000",
    };

    /// <summary>Scans a second that were answered durably, and how many of them were accepted.</summary>
    public static async Task<(double PerSecond, int Accepted, int Sent)> Run(int persons, CancellationToken ct)
    {
        using var data = TemporaryFolder.Create(null);
        await using var server = await ServerProcess.Start(data.Path, NoLimits, ct);
        using var http = new HttpClient { BaseAddress = server.Address };
        var nobody = new ConsularClient(http);
        var lead = nobody.As((await nobody.IssueToken(new TokenRequest("gb", "crisis_cell"), ct)).Value.Token);
        var movement = await Declare(lead, persons, ct);
        var receipts = new HouseholdReceiptResponse[persons / FamilySize];
        await Parallel.ForAsync(0, receipts.Length, Bounded(ct), async (i, stop) =>
            receipts[i] = (await nobody.RegisterHousehold(Crisis, Family(i), null, stop)).Value);

        var plan = (await lead.MakePlan(Crisis, new MakePlanRequest(), ct)).Value;
        await lead.OfferPlan(Crisis, plan.Id, new OfferPlanRequest(), null, ct);
        await Until(async () => (await lead.GetMovement(movement, ct)).Value.Offered.Seats >= receipts.Length * FamilySize, ct);
        await Parallel.ForEachAsync(receipts, Bounded(ct), async (r, stop) => await Accept(nobody, r, movement, stop));
        await Until(async () => (await lead.GetMovement(movement, ct)).Value.Confirmed.Seats >= receipts.Length * FamilySize, ct);

        var tokens = new List<string>();
        foreach (var receipt in receipts)
        {
            await UntilConfirmed(nobody, receipt, ct);
            var issued = await nobody.IssueBoardingTokens(receipt.Reference, new HouseholdSecretRequest(receipt.Secret), ct);
            tokens.AddRange(issued.Value.Tokens.Select(t => t.Token));
        }

        return await Scan(lead, movement, tokens, ct);
    }

    private static async Task<(double PerSecond, int Accepted, int Sent)> Scan(ConsularClient lead, string movement, List<string> tokens, CancellationToken ct)
    {
        var accepted = 0;
        var scannedAt = (await lead.GetGateList(movement, ct)).Value.MadeAt;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            tokens.Chunk(BatchSize).Select((batch, i) => (batch, Gate: $"gate-{i % Gates}")),
            new ParallelOptions { MaxDegreeOfParallelism = Gates, CancellationToken = ct },
            async (work, stop) =>
            {
                var answer = await lead.SendScans(movement, new ScanBatchRequest(work.Gate, [.. work.batch.Select(t => new ScanRequest(t, scannedAt))]), stop);
                Interlocked.Add(ref accepted, answer.Value.Scans.Count(s => s.Verdict == "accepted"));
            });

        return (tokens.Count / watch.Elapsed.TotalSeconds, accepted, tokens.Count);
    }

    private static async Task<string> Declare(ConsularClient lead, int persons, CancellationToken ct)
    {
        var declaration = new DeclareCrisisRequest(Crisis, "Bench", new CrisisAreaContract(["sd"]), Exercise: true);
        var crisis = (await lead.DeclareCrisis(declaration, null, ct)).Value;
        var start = crisis.DeclaredAt;
        var request = new PlanMovementRequest(
            "flight-1", "air", "Bench", "Wadi Seidna", "Larnaca", start.AddHours(20), start.AddHours(21), start.AddHours(25), new SeatCountsContract(persons));

        return (await lead.PlanMovement(Crisis, request, null, ct)).Value.Name;
    }

    /// <summary>Nobody of one family is like anybody of another: families that match are taken for one and never fill the flight.</summary>
    private static RegisterHouseholdRequest Family(int number)
    {
        var random = SeededRandom.For(Seed, (ulong)number);
        var family = Letters(random);

        return new RegisterHouseholdRequest(
            [
                .. Enumerable.Range(0, FamilySize).Select(_ => new HouseholdMemberContract(
                    [new PersonNameContract($"{Letters(random)} {family}")],
                    new DateOnly(1950, 1, 1).AddDays(random.Below(BirthDays)),
                    [new NationalityRequest("gb")])),
            ],
            Assemblies: ["Wadi Seidna"]);
    }

    private static string Letters(SeededRandom random) =>
        string.Concat(Enumerable.Range(0, NameLength).Select(_ => (char)('a' + random.Below(26))));

    private static async Task Accept(ConsularClient nobody, HouseholdReceiptResponse receipt, string movement, CancellationToken ct)
    {
        await Until(
            async () => (await nobody.GetHouseholdStatus(new HouseholdStatusRequest(receipt.Reference, receipt.Secret), ct)).Value.Offer is not null, ct);
        await nobody.ActForHousehold(receipt.Reference, "acceptance", new AcceptOfferRequest(movement, receipt.Secret), ct);
    }

    private static Task UntilConfirmed(ConsularClient nobody, HouseholdReceiptResponse receipt, CancellationToken ct) => Until(
        async () => (await nobody.GetHouseholdStatus(new HouseholdStatusRequest(receipt.Reference, receipt.Secret), ct)).Value.Offer is { Status: "confirmed" },
        ct);

    private static async Task Until(Func<Task<bool>> isSo, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (watch.Elapsed > ConfirmedWithin)
            {
                throw new IOException("The server did not confirm the places it had offered.");
            }

            await Task.Delay(Poll, ct);
        }
    }

    private static ParallelOptions Bounded(CancellationToken ct) => new() { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = ct };
}
