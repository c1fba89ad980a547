using System.Net;
using System.Security.Cryptography;
using SharedConsular.Boarding;
using SharedConsular.Contracts;
using SharedConsular.Households;
using static SharedConsular.Api.Tests.EvacuationWalk;

namespace SharedConsular.Api.Tests;

/// <summary>From a confirmed seat through the gate: tokens that name nobody, gates without a network, and those who come late or unannounced.</summary>
public sealed class BoardingTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_gate_without_a_network_tells_good_tokens_from_bad_ones()
    {
        var (walk, flight, family, tokens) = await Confirmed();
        var list = (await walk.Gate.Get($"/v1/movements/{flight}/gate-list")).Read<GateListResponse>();
        using var keys = new BoardingKeyList(list.Keys.Select(k => Convert.FromBase64String(k.PublicKey)));
        var name = new MovementName(TenantId.Parse("gb")!, flight.Split('/')[1]);

        Assert.Equal((3, 3), (list.ExpectedPersons, tokens.Tokens.Count));
        Assert.Equal([family.Reference], list.Households.Select(h => h.Household));
        foreach (var token in tokens.Tokens)
        {
            var read = BoardingToken.Verify(token.Token, keys);
            Assert.NotNull(read);
            Assert.Null(read.WhyNot(name, DateTimeOffset.UtcNow, isConfirmed: true, list.Households[0].Generation));
            Assert.Equal(
                BoardingToken.BindingOf(
                    family.Reference, token.Member, $"person {(char)('a' + token.Member - 1)}", token.Member < 3 ? new DateOnly(1980, 1, 1) : new DateOnly(2019, 5, 5)),
                read.Binding);
            Assert.InRange(Convert.FromBase64String(token.QrPng).Length, 100, 4_000);
        }
    }

    [Fact]
    public async Task Tokens_name_nobody_and_are_given_only_for_confirmed_seats()
    {
        var walk = await Begin(_server);
        var family = await walk.Register(Family("gb"));
        var early = await _server.Anybody().Post($"/v1/households/{family.Reference}/tokens", new HouseholdSecretRequest(family.Secret));
        early.Refused(HttpStatusCode.Conflict, "movement.not-confirmed");
        var guess = await _server.Anybody().Post($"/v1/households/{family.Reference}/tokens", new HouseholdSecretRequest("0000-0000-0000-0000"));
        guess.Refused(HttpStatusCode.NotFound, "household.no-match");
        var stranger = await _server.Officer("jp").Post($"/v1/households/{family.Reference}/tokens", new HouseholdSecretRequest());
        stranger.Refused(HttpStatusCode.NotFound, "household.not-found");

        await walk.Flight(10);
        await walk.OfferAndAccept(family);
        var reply = await _server.Anybody().Post($"/v1/households/{family.Reference}/tokens", new HouseholdSecretRequest(family.Secret));
        Assert.DoesNotContain("Person", reply.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("1980", reply.Text, StringComparison.Ordinal);
        Assert.True((await _server.Officer("gb").Post($"/v1/households/{family.Reference}/tokens", new HouseholdSecretRequest())).IsSuccess);
    }

    [Fact]
    public async Task Every_scan_of_a_batch_gets_its_verdict_and_a_batch_sent_again_the_same()
    {
        var (walk, flight, _, tokens) = await Confirmed();
        var (_, other, _, ofAnother) = await Confirmed(walk);
        var at = DateTimeOffset.UtcNow;
        (string, DateTimeOffset)[] batch =
        [
            (tokens.Tokens[0].Token, at), (tokens.Tokens[1].Token, at), (tokens.Tokens[2].Token, at), ("NONSENSE", at), (ofAnother.Tokens[0].Token, at),
        ];
        var first = (await walk.SendScans(flight, "gate-1", batch)).Read<ScanBatchResponse>();
        var again = (await walk.SendScans(flight, "gate-1", batch)).Read<ScanBatchResponse>();

        Assert.NotEqual(flight, other);
        Assert.Equal(["accepted", "accepted", "accepted", "bad_signature", "other_movement"], first.Scans.Select(s => s.Verdict));
        Assert.Equal(first.Scans, again.Scans);
        Assert.Empty(again.Alarms);
    }

    [Fact]
    public async Task Two_gates_that_both_took_a_token_are_found_reported_and_settled()
    {
        var (walk, flight, family, tokens) = await Confirmed();
        await walk.Scan(flight, "gate-1", [.. tokens.Tokens.Select(t => t.Token)]);
        var second = await walk.Scan(flight, "gate-2", tokens.Tokens[0].Token);

        Assert.Equal(new ScanResponse("already", family.Reference, 1, "gate-1"), Assert.Single(second.Scans));
        Assert.Equal(new GateAlarmResponse("token_used_twice", family.Reference, 1), Assert.Single(second.Alarms));
        (await walk.Gate.Post($"/v1/movements/{flight}/manifest", null)).Refused(HttpStatusCode.Conflict, "movement.double-use-open");
        Assert.Equal(flight, Assert.Single(await Alarmed()).Name);
        var wall = (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/situation")).Read<SituationResponse>();
        Assert.Equal(1, wall.Alarms["token-used-twice"]);
        Assert.Equal(["gates", "intake"], wall.LastHeard.Keys);
        await walk.Register(Family("fr"));
        var seated = (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/people?movement={flight}")).Read<Page<CrisisPersonResponse>>().Items;
        Assert.Equal([1, 2, 3], seated.Where(p => p.Household == family.Reference && p.Movement == flight).Select(p => p.Member));
        Assert.Equal(3, seated.Count);
        await walk.Gate.Post($"/v1/movements/{flight}/settlements", new SettleDoubleUseRequest(family.Reference, 1, "The screen was shown twice."));
        Assert.Empty(await Alarmed());
        Assert.Equal(3, (await walk.Gate.Post($"/v1/movements/{flight}/manifest", null)).Read<MovementResponse>().OnManifest);

        async Task<IReadOnlyList<MovementLineResponse>> Alarmed() =>
            (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/movements?alarm=token-used-twice")).Read<Page<MovementLineResponse>>().Items;
    }

    [Fact]
    public async Task A_child_whose_adults_have_not_passed_raises_an_alarm()
    {
        var (walk, flight, family, tokens) = await Confirmed();
        var child = await walk.Scan(flight, "gate-1", tokens.Tokens.Single(t => t.Member == 3).Token);

        Assert.Equal("accepted", Assert.Single(child.Scans).Verdict);
        Assert.Contains(new GateAlarmResponse("child_alone", family.Reference, null), child.Alarms);
        (await walk.Gate.Post($"/v1/movements/{flight}/manifest", null)).Refused(HttpStatusCode.Conflict, "movement.parted-at-gate");
    }

    [Fact]
    public async Task A_lost_token_is_revoked_and_the_new_one_opens_the_gate()
    {
        var (walk, flight, family, lost) = await Confirmed();
        await _server.Anybody().Post($"/v1/households/{family.Reference}/token-revocations", new HouseholdSecretRequest(family.Secret));
        var renewed = await walk.Tokens(family);

        Assert.Equal("revoked", Assert.Single((await walk.Scan(flight, "gate-1", lost.Tokens[0].Token)).Scans).Verdict);
        Assert.Equal("accepted", Assert.Single((await walk.Scan(flight, "gate-1", renewed.Tokens[0].Token)).Scans).Verdict);
    }

    [Fact]
    public async Task A_scan_that_arrives_after_the_manifest_was_closed_without_the_person_is_said_so()
    {
        var (walk, flight, _, tokens) = await Confirmed();
        Assert.Equal(0, (await walk.Gate.Post($"/v1/movements/{flight}/manifest", null)).Read<MovementResponse>().OnManifest);

        Assert.Equal("not_on_manifest", Assert.Single((await walk.Scan(flight, "gate-9", tokens.Tokens[0].Token)).Scans).Verdict);
    }

    [Fact]
    public async Task Who_comes_unregistered_boards_when_places_are_free_and_waits_when_none_are()
    {
        var walk = await Begin(_server);
        var flight = await walk.Flight(3);
        var key = Guid.NewGuid().ToString("N");
        var asked = new WalkInRequest(Family("fr", name: "Walker"), "gate-1");
        var boarded = (await walk.Gate.Post($"/v1/movements/{flight}/walk-ins", asked, key)).Read<WalkInResponse>();
        var again = (await walk.Gate.Post($"/v1/movements/{flight}/walk-ins", asked, key)).Read<WalkInResponse>();

        Assert.Equal((3, boarded.Household), (boarded.Movement.CheckedIn, again.Household));
        var full = await walk.Gate.Post($"/v1/movements/{flight}/walk-ins", new WalkInRequest(Family("in"), "gate-1"), Guid.NewGuid().ToString("N"));
        Assert.Contains("SH-", full.Refused(HttpStatusCode.Conflict, "movement.full").Detail, StringComparison.Ordinal);
        Assert.Equal(3, (await walk.Gate.Post($"/v1/movements/{flight}/manifest", null)).Read<MovementResponse>().OnManifest);
        (await _server.Officer("jp").Post($"/v1/movements/{flight}/walk-ins", asked, key)).Refused(HttpStatusCode.NotFound, "movement.not-found");
    }

    [Fact]
    public async Task The_keys_of_gates_are_nowhere_stored_in_the_clear()
    {
        var (walk, flight, _, _) = await Confirmed();
        var list = (await walk.Gate.Get($"/v1/movements/{flight}/gate-list")).Read<GateListResponse>();
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(Assert.Single(list.Keys).PublicKey), out _);
        var head = new byte[] { 0x30, 0x81, 0x87, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01 }; // PKCS #8 of a P-256 key.
        foreach (var file in new[] { _server.DatabasePath, $"{_server.DatabasePath}-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, PlatformServer.Stop);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(head));
        }
    }

    private async Task<(EvacuationWalk Walk, string Flight, HouseholdReceiptResponse Family, BoardingTokensResponse Tokens)> Confirmed(EvacuationWalk? begun = null)
    {
        var walk = begun ?? await Begin(_server);
        var family = await walk.Register(Family("gb"));
        await walk.Flight(3);
        await walk.OfferAndAccept(family);
        var tokens = await walk.Tokens(family);

        return (walk, tokens.Movement, family, tokens);
    }
}
