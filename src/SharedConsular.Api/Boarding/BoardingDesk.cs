using SharedConsular.Api.Movements;
using SharedConsular.Boarding;
using SharedConsular.Contracts;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Boarding;

/// <summary>Gives boarding tokens to confirmed households, gates their list, and says of every scan what became of it.</summary>
internal sealed class BoardingDesk(EntityRuntime entities, BoardingKeys keys, TimeProvider time)
{
    private const int LoadedAtOnceMax = 64;

    /// <summary>Null when the household has no confirmed places.</summary>
    public async Task<BoardingTokensResponse?> Issue(string reference, Household household, CancellationToken ct)
    {
        if (household.Promise is not { Status: PromiseStatus.Confirmed } promise)
        {
            return null;
        }

        // A key is on the lists of gates for so many days, and what it signed lives no longer.
        var (byDeparture, byKey) = (promise.DepartsAt + BoardingToken.ValidAfterDeparture, time.GetUtcNow().AddDays(BoardingKeyList.DaysMax - 1));
        var expires = DateTimeOffset.FromUnixTimeSeconds((byDeparture < byKey ? byDeparture : byKey).ToUnixTimeSeconds());
        var tokens = new List<BoardingTokenResponse>();
        foreach (var member in household.Waiting)
        {
            var text = await keys.Sign(
                household.Crisis,
                key => new BoardingToken(
                    key, BoardingToken.DigestOf(promise.Movement), reference, member.Number, household.TokenGeneration, expires,
                    BoardingToken.BindingOf(reference, member.Number, NameOf(member), member.BirthDate)),
                ct);
            tokens.Add(new BoardingTokenResponse(member.Number, text, Convert.ToBase64String(QrCodes.Png(text))));
        }

        return new BoardingTokensResponse(reference, promise.Movement.ToString(), promise.DepartsAt, expires, tokens);
    }

    public async Task<GateListResponse> MakeList(LocatedMovement located, CancellationToken ct)
    {
        var movement = located.Found.State;
        var confirmed = movement.Holds.Values.Where(h => h.Status is HoldStatus.Confirmed).ToList();
        var generations = await ReadGenerations(confirmed.Select(h => h.Household), ct);

        return new GateListResponse(
            located.Name.ToString(),
            movement.Plan!.Crisis,
            time.GetUtcNow(),
            movement.ClosesAt,
            movement.DepartsAt,
            confirmed.Sum(h => h.Members.Length),
            [.. (await keys.List(movement.Plan.Crisis, ct)).Select(k => new GateKeyResponse(k.Day, Convert.ToBase64String(k.PublicKey)))],
            [
                .. confirmed.Select(h => new GateHouseholdResponse(
                    h.Household.Reference, generations[h.Household], h.Members, h.Minors, [.. h.CheckedIn.Select(c => c.Member)])),
            ]);
    }

    /// <summary>Says of each token whether it may open the gate; who may has a scan to be recorded.</summary>
    public async Task<IReadOnlyList<CheckedScan>> Check(
        LocatedMovement located, IReadOnlyList<(string? Token, DateTimeOffset ScannedAt)> scans, CancellationToken ct)
    {
        var movement = located.Found.State;
        using var list = new BoardingKeyList((await keys.List(movement.Plan!.Crisis, ct)).Select(k => k.PublicKey));
        var tokens = scans.Select(s => BoardingToken.Verify(s.Token, list)).ToList();
        var holds = movement.Holds.Values.ToLookup(h => h.Household.Reference, StringComparer.Ordinal);
        var generations = await ReadGenerations(tokens.OfType<BoardingToken>().SelectMany(t => holds[t.Household].Take(1)).Select(h => h.Household), ct);

        return [.. tokens.Zip(scans, (token, scan) => CheckOne(token, scan.ScannedAt))];

        CheckedScan CheckOne(BoardingToken? token, DateTimeOffset scannedAt)
        {
            if (token is null)
            {
                return new CheckedScan(ScanVerdict.BadSignature, null, null);
            }

            var hold = holds[token.Household].FirstOrDefault();
            var why = token.WhyNot(
                located.Name, scannedAt, hold?.HasPlaceFor(token.Member) is true, hold is null ? token.Generation : generations[hold.Household]);

            return why is null
                ? new CheckedScan(null, token, new PassedScan(hold!.Household, token.Member, scannedAt))
                : new CheckedScan(why is ScanVerdict.NotConfirmed && !movement.IsOpen ? ScanVerdict.NotOnManifest : why, token, null);
        }
    }

    /// <summary>What became of the scans, read from the movement as it is after them: sent again they are answered the same.</summary>
    public static ScanBatchResponse View(MovementName name, Movement movement, string gate, IReadOnlyList<CheckedScan> scans)
    {
        var scanned = scans.Select(s => s.Passed?.Household).OfType<HouseholdName>().Distinct();

        return new ScanBatchResponse(
            name.ToString(),
            [.. scans.Select(s => ViewOne(movement, gate, s))],
            [.. scanned.Select(movement.FindHold).OfType<SeatHold>().Where(_ => movement.IsOpen).SelectMany(MovementViews.Alarms)]);
    }

    private static ScanResponse ViewOne(Movement movement, string gate, CheckedScan scan)
    {
        if (scan.Passed is not { } passed)
        {
            return new ScanResponse(Words.Of(scan.Verdict!.Value), scan.Token?.Household, scan.Token?.Member);
        }

        var checkIn = movement.FindHold(passed.Household)?.FindCheckIn(passed.Member);
        var verdict = checkIn is null ? movement.IsOpen ? ScanVerdict.NotConfirmed : ScanVerdict.NotOnManifest
            : checkIn.Is(gate, passed.ScannedAt) ? ScanVerdict.Accepted
            : ScanVerdict.Already;

        return new ScanResponse(
            Words.Of(verdict), passed.Household.Reference, passed.Member, verdict is ScanVerdict.Already ? checkIn!.Gate : null);
    }

    private static string NameOf(HouseholdMember member) => member.Names.IsEmpty ? "" : member.Names[0].Text;

    private async Task<Dictionary<HouseholdName, int>> ReadGenerations(IEnumerable<HouseholdName> households, CancellationToken ct)
    {
        var generations = new Dictionary<HouseholdName, int>();
        foreach (var chunk in households.Distinct().Chunk(LoadedAtOnceMax))
        {
            var found = await Task.WhenAll(chunk.Select(h => entities.Find(Household.Type, h.Key, ct)));
            foreach (var (name, household) in chunk.Zip(found))
            {
                generations[name] = household?.State.TokenGeneration ?? 0;
            }
        }

        return generations;
    }
}

/// <param name="Verdict">Why it opens nothing; null when it may, and the movement decides.</param>
internal sealed record CheckedScan(ScanVerdict? Verdict, BoardingToken? Token, PassedScan? Passed);
