using SharedConsular.Cli.Randomness;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Replay.Evacuations;

/// <summary>
/// Drives one evacuation through the HTTP API: declare, then day by day register, plan, offer, answer, board, close, leave,
/// arrive; then say where the rest are, and look whether every promise held.
/// </summary>
internal sealed class OperationRun(
    Operation operation, double scale, string run, ReplayTokens tokens, ReplayLog log, int atOnce, TimeProvider time)
{
    /// <summary>Plans a day: who declines or does not answer leaves room for the next.</summary>
    private const int RoundsPerDay = 3;

    /// <summary>Messages between households and movements are waited for ten minutes: at the height of an operation tens of thousands wait.</summary>
    private const int SettleChecksMax = 6_000;

    private static readonly TimeSpan SettleCheck = TimeSpan.FromMilliseconds(100);

    /// <summary>Where nobody may be left at the end.</summary>
    private static readonly string[] StillUnderWay = ["registered", "offered", "confirmed", "boarded"];

    private readonly Dictionary<string, DrawnHousehold> _households = new(StringComparer.Ordinal);
    /// <summary>The server tells ages by its own day, which is not that of the operation.</summary>
    private readonly DateOnly _today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
    private readonly List<string> _movements = [];
    private readonly List<string> _wrong = [];

    private string Crisis => $"{operation.Id}-{run}";

    public async Task<OperationReport> Go(Action<long> advance, CancellationToken ct)
    {
        var lead = await tokens.CrisisCell(operation.Lead, ct);
        await lead.DeclareCrisis(new DeclareCrisisRequest(Crisis, operation.Title, new CrisisAreaContract(operation.States)), null, ct);
        await lead.ChangeCrisis(Crisis, "roles", new AgreeRolesRequest([operation.Lead], operation.JointTeam), null, ct);
        await lead.ChangeCrisis(
            Crisis, "uptake",
            new NumbersByStateRequest(operation.Registers.Keys.ToDictionary(s => s, _ => (int)(operation.Conduct.Accepted * 100))), null, ct);
        for (var day = 0; day < operation.Days.Count; day++)
        {
            await Register(operation.Days[day], ct);
            await Fly(day, lead, ct);
            advance(1);
        }

        await AccountForTheRest(ct);
        var end = await Settled(lead, ct);
        await Check(lead, end, ct);

        return OperationReport.Of(operation, scale, _households.Count, _movements.Count, end, _wrong, log);
    }

    private async Task Register(OperationDay day, CancellationToken ct)
    {
        var count = (int)Math.Ceiling(day.Persons * scale * operation.Conduct.Demand / DrawnHouseholds.MeanSize);
        var first = _households.Count;
        await InParallel(Enumerable.Range(first, count), async (number, stop) =>
        {
            var (state, request) = DrawnHouseholds.Draw(operation, operation.Seed, number, _today);
            var officer = await tokens.Officer(state, ct: stop);
            var receipt = await log.Do("register", false, () => officer.RegisterHousehold(Crisis, request, null, stop));
            if (receipt is null)
            {
                return;
            }

            lock (_households)
            {
                _households[receipt.Reference] = new DrawnHousehold(receipt.Reference, state, number, request.Members!.Count);
            }

            log.Count(OperationReport.Deed, "households registered");
            await NameEscorts(officer, receipt.Reference, request, stop);
        }, ct);
    }

    private async Task NameEscorts(ConsularClient officer, string reference, RegisterHouseholdRequest request, CancellationToken ct)
    {
        if (request.Members is [{ Adult: null, BirthDate: { } born }] && born.AddYears(18) > _today)
        {
            await log.Do("escort", false, () => officer.ActForHousehold(
                reference, "escorts", new NameEscortRequest(1, "An officer of the joint team", "Best interests determination"), ct));
            log.Count(OperationReport.Deed, "escorts named for children alone");
        }
    }

    private async Task Fly(int day, ConsularClient lead, CancellationToken ct)
    {
        var departures = await PlanDepartures(day, ct);
        for (var round = 0; round < RoundsPerDay; round++)
        {
            var plan = await log.Do("plan", false, () => lead.MakePlan(Crisis, new MakePlanRequest((long)operation.Seed + day), ct));
            var offers = plan is null ? null : await log.Do("offer", false, () => lead.OfferPlan(Crisis, plan.Id, new OfferPlanRequest(), null, ct));
            if (offers is null or { Households: 0 })
            {
                break;
            }

            log.Count(OperationReport.Deed, "plans");
            await Settled(lead, ct);
            await Answer(lead, departures, ct);
            await Settled(lead, ct);
        }

        // Some of the day's departures never leave; those on them wait again and are planned anew.
        foreach (var name in departures.Take(ScaledCancelled(operation.Days[day])))
        {
            var organiser = await tokens.CrisisCell(OrganiserOf(name), ct);
            await log.Do("cancel", false, () => organiser.ActOnMovement(name, "cancellation", new CancelMovementRequest("The runway is closed."), ct));
            log.Count(OperationReport.Deed, "movements cancelled");
        }

        await InParallel(departures.Skip(ScaledCancelled(operation.Days[day])), async (name, stop) => await Board(name, lead, stop), ct);
        await Settled(lead, ct);
    }

    private async Task<List<string>> PlanDepartures(int day, CancellationToken ct)
    {
        var names = new List<string>();
        var leaves = time.GetUtcNow().AddDays(1);
        foreach (var flights in operation.Days[day].Flights)
        {
            var cell = await tokens.CrisisCell(flights.Organiser, ct);
            var count = Math.Max(1, (int)Math.Round(flights.Count * scale));
            var places = Math.Max(4, (int)Math.Ceiling(flights.Persons * scale / count));
            for (var i = 0; i < count; i++)
            {
                var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{run}-d{day + 1}-{_movements.Count + 1}");
                var closes = leaves.AddMinutes(15 * (names.Count + 1));
                var request = new PlanMovementRequest(
                    id, flights.Asset.Contains("vessel", StringComparison.Ordinal) ? "sea" : "air", $"{flights.Organiser} {flights.Asset}", operation.Assembly,
                    operation.Places[_movements.Count % operation.Places.Count], closes, closes.AddMinutes(30), closes.AddHours(5),
                    new SeatCountsContract(places, 2, 1, 2));
                if (await log.Do("movement", false, () => cell.PlanMovement(Crisis, request, null, ct)) is { } movement)
                {
                    names.Add(movement.Name);
                    _movements.Add(movement.Name);
                }
            }
        }

        return names;
    }

    /// <summary>Every household that was offered seats says yes, says no, or says nothing.</summary>
    private Task Answer(ConsularClient lead, List<string> departures, CancellationToken ct) => InParallel(departures, async (name, stop) =>
    {
        foreach (var line in await Lines(lead, name, stop))
        {
            var household = _households[line.Reference];
            var random = SeededRandom.For(operation.Seed + 1, (ulong)(household.Number + (household.Offers++ * 1_000_003)));
            var fate = random.Fraction();
            var officer = await tokens.Officer(household.State, ct: stop);
            if (line.Offer != "offered" || fate >= operation.Conduct.Accepted + operation.Conduct.Declined)
            {
                continue;
            }

            if (fate < operation.Conduct.Accepted)
            {
                await log.Do("accept", false, () => officer.ActForHousehold(line.Reference, "acceptance", new AcceptOfferRequest(name), stop));
                log.Count(OperationReport.Deed, "offers accepted");
            }
            else
            {
                var refusal = new DeclineOfferRequest(name, "too_little_time");
                await log.Do("decline", false, () => officer.ActForHousehold(line.Reference, "refusal", refusal, stop));
                log.Count(OperationReport.Deed, "offers declined");
            }
        }
    }, ct);

    private async Task Board(string name, ConsularClient lead, CancellationToken ct)
    {
        var gate = await tokens.Officer(OrganiserOf(name), ct: ct);
        await CheckIn(name, lead, gate, ct);
        await log.Do("stand-by", false, () => gate.ActOnMovement(name, "stand-by-call", null, ct));
        await CheckIn(name, lead, gate, ct);
        if (await log.Do("manifest", false, () => gate.ActOnMovement(name, "manifest", null, ct)) is { } closed)
        {
            log.Count(OperationReport.Deed, "manifests closed");
            await log.Do("departure", false, () => gate.ActOnMovement(name, "departure", null, ct));
            await log.Do("arrival", false, () => gate.ActOnMovement(name, "arrival", null, ct));
            if (closed.OnManifest > closed.Capacity.Seats + closed.Capacity.Wheelchairs + closed.Capacity.Stretchers + closed.Capacity.Infants)
            {
                _wrong.Add($"{name} left with more people than places.");
            }
        }
    }

    private async Task CheckIn(string name, ConsularClient lead, ConsularClient gate, CancellationToken ct)
    {
        foreach (var line in (await Lines(lead, name, ct)).Where(l => l.Offer == "confirmed"))
        {
            var household = _households[line.Reference];
            if (household.CheckedInAt == name
                || !SeededRandom.For(operation.Seed + 2, (ulong)household.Number).Chance(operation.Conduct.ShowsUp))
            {
                continue;
            }

            household.CheckedInAt = name;
            var members = Enumerable.Range(1, household.Size).ToList();
            var scan = new CheckInRequest(line.Reference, members, "gate-1", time.GetUtcNow());
            await log.Do("check-in", false, () => gate.ActOnMovement(name, "check-ins", scan, ct));
            log.Count(OperationReport.Deed, "households at a gate");
        }
    }

    /// <summary>Who was not moved says, or is said to, where they are: nobody is left without a word.</summary>
    private Task AccountForTheRest(CancellationToken ct) => InParallel(_households.Values.ToList(), async (household, stop) =>
    {
        var officer = await tokens.Officer(household.State, ct: stop);
        var now = await log.Do("look", false, () => officer.GetHousehold(household.Reference, stop));
        if (now is null || now.Members.All(m => m.Disposition is not ("registered" or "offered" or "confirmed")))
        {
            return;
        }

        var fate = SeededRandom.For(operation.Seed + 3, (ulong)household.Number).Fraction();
        var disposition = fate < operation.Conduct.LeftByOwnMeans ? "left_by_own_means"
            : fate < operation.Conduct.LeftByOwnMeans + operation.Conduct.Staying ? "staying"
            : "unreachable";
        await log.Do("report", false, () => officer.ActForHousehold(household.Reference, "reports", new ReportMembersRequest(disposition), stop));
        log.Count(OperationReport.Deed, $"households reported {disposition}");
    }, ct);

    /// <summary>Waits until what households and movements have to tell each other has been told.</summary>
    private async Task<SituationResponse> Settled(ConsularClient lead, CancellationToken ct)
    {
        var operators = await tokens.Operator(ct);
        var before = (await lead.GetSituation(Crisis, ct)).Value;
        for (var check = 0; check < SettleChecksMax; check++)
        {
            await Task.Delay(SettleCheck, ct);
            var now = (await lead.GetSituation(Crisis, ct)).Value;
            if (IsStill(before, now) && now.Dispositions.GetValueOrDefault("boarded") == 0 && (await operators.ShowOutbox(ct)).Value.Due == 0)
            {
                return now;
            }

            before = now;
        }

        return before;
    }

    private static bool IsStill(SituationResponse a, SituationResponse b) =>
        a.Dispositions.OrderBy(d => d.Key, StringComparer.Ordinal).SequenceEqual(b.Dispositions.OrderBy(d => d.Key, StringComparer.Ordinal))
        && a.Seats.OrderBy(d => d.Key, StringComparer.Ordinal).SequenceEqual(b.Seats.OrderBy(d => d.Key, StringComparer.Ordinal));

    private async Task Check(ConsularClient lead, SituationResponse end, CancellationToken ct)
    {
        foreach (var open in StillUnderWay.Where(d => end.Dispositions.GetValueOrDefault(d) > 0))
        {
            _wrong.Add($"{end.Dispositions[open]} persons are still {open}.");
        }

        if (end.Seats.GetValueOrDefault("flown") != end.Dispositions.GetValueOrDefault("arrived"))
        {
            _wrong.Add($"{end.Seats.GetValueOrDefault("flown")} were on manifests and {end.Dispositions.GetValueOrDefault("arrived")} arrived.");
        }

        // A record that took another in holds those of its people it did not know, so records are asked, and not what was sent.
        var onRecords = 0L;
        await InParallel(_households.Values.ToList(), async (household, stop) =>
        {
            var officer = await tokens.Officer(household.State, ct: stop);
            var now = await log.Do("look", false, () => officer.GetHousehold(household.Reference, stop));
            Interlocked.Add(ref onRecords, now?.Members.Count ?? 0);
            if (now is not null && now.Members.Any(m => m.Disposition == "arrived") && now.Members.Any(m => m.Disposition != "arrived"))
            {
                lock (_wrong)
                {
                    _wrong.Add($"{household.Reference} was parted.");
                }
            }
        }, ct);
        if (end.Dispositions.Values.Sum() != end.Persons || end.Persons != onRecords || onRecords < _households.Values.Sum(h => h.Size))
        {
            _wrong.Add(
                $"{end.Persons} persons are counted, {end.Dispositions.Values.Sum()} are somewhere, {onRecords} stand on records, "
                + $"{_households.Values.Sum(h => h.Size)} registered.");
        }
    }

    private async Task<List<HouseholdLineResponse>> Lines(ConsularClient lead, string movement, CancellationToken ct)
    {
        var lines = new List<HouseholdLineResponse>();
        var filter = new HouseholdFilter(Movement: movement, Limit: 500);
        do
        {
            var page = (await lead.ListHouseholds(Crisis, filter, ct)).Value;
            lines.AddRange(page.Items);
            filter = filter with { Cursor = page.Next };
        }
        while (filter.Cursor is not null);

        return lines;
    }

    private int ScaledCancelled(OperationDay day) => day.Cancelled == 0 ? 0 : Math.Max(1, (int)(day.Cancelled * scale));

    private static string OrganiserOf(string movement) => movement.Split('/')[0];

    private Task InParallel<T>(IEnumerable<T> items, Func<T, CancellationToken, ValueTask> act, CancellationToken ct) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct }, act);

    private sealed record DrawnHousehold(string Reference, string State, int Number, int Size)
    {
        public int Offers { get; set; }

        public string? CheckedInAt { get; set; }
    }
}
