using System.Net;
using System.Text;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>A person keeps what she has written so far, without a login, and takes it up again anywhere. Nobody else does.</summary>
public sealed class KeptRequestTests(GuestPlatform platform) : IClassFixture<GuestPlatform>
{
    private const string Wrong = "0000-0000-0000-0000";

    private static readonly OpenCaseRequest Half = new(null, [new PersonContract([new PersonNameContract(null, Given: "ليلى")], Contact: "+678 5550100")]);

    private readonly PlatformServer _server = platform.Server;

    private static readonly string[] Parties = ["ee", "de", "ec"];

    private static readonly string[] Roles = ["officer", "supervisor", "protection_officer", "administrator", "crisis_cell", "auditor"];

    [Fact]
    public async Task She_keeps_half_of_it_takes_it_up_elsewhere_writes_on_sends_it_and_has_it_erased()
    {
        var kept = await Keep(_server, Half);
        Assert.StartsWith("SR-", kept.Reference, StringComparison.Ordinal);

        var seen = await TakeUp(_server, kept.Reference.ToLowerInvariant(), kept.Secret!.Replace('-', ' '));
        Assert.Equal("no-store", seen.Headers["Cache-Control"]);
        var text = seen.Read<KeptRequestTextResponse>();
        Assert.Equal(("ليلى", "+678 5550100", kept.Until), (text.Request.Persons![0].Names![0].Given, text.Request.Persons[0].Contact, text.Until));

        var whole = Application(LostPassport with { Service = "detention", FearsOwnState = true });
        var again = (await _server.Anybody().Post($"/v1/kept-requests/{kept.Reference}/writings", new KeepAgainRequest(kept.Secret, whole), Key()))
            .Read<KeptRequestResponse>();
        Assert.Null(again.Secret);
        Assert.True(again.Until >= kept.Until);
        var written = (await TakeUp(_server, kept.Reference, kept.Secret)).Read<KeptRequestTextResponse>().Request;
        Assert.True(written.Need!.FearsOwnState);

        var opened = (await _server.Anybody().Post("/v1/requests", written, Key())).Case;
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Officer("ee").Get($"/v1/cases/{opened.Reference}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Erase(kept)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Erase(kept)).Status);
        (await TakeUp(_server, kept.Reference, kept.Secret)).Refused(HttpStatusCode.NotFound, "kept-request.no-match");
        (await _server.Anybody().Post($"/v1/kept-requests/{kept.Reference}/writings", new KeepAgainRequest(kept.Secret, Half), Key()))
            .Refused(HttpStatusCode.NotFound, "kept-request.no-match");
    }

    [Fact]
    public async Task No_state_sees_it_also_not_with_the_secret_and_in_the_files_it_is_sealed()
    {
        var name = UniqueName("Kept");
        var kept = await Keep(_server, Application(name: name));
        foreach (var staff in Parties.SelectMany(p => Roles.Select(r => _server.Staff(p, r))))
        {
            var reply = await staff.Post($"/v1/kept-requests/{kept.Reference}/text", new KeptRequestSecretRequest(kept.Secret));
            reply.Refused(HttpStatusCode.NotFound, "kept-request.no-match");
        }

        var erasure = await _server.Officer("ee").Post($"/v1/kept-requests/{kept.Reference}/erasure", new KeptRequestSecretRequest(kept.Secret));
        erasure.Refused(HttpStatusCode.NotFound, "kept-request.no-match");

        foreach (var officer in new[] { _server.Officer("ee"), _server.Officer("de") })
        {
            Assert.Empty(await officer.Search(name));
            Assert.DoesNotContain((await officer.Get("/v1/queue?limit=500")).Text, kept.Reference, StringComparison.Ordinal);
        }

        foreach (var file in new[] { _server.DatabasePath, _server.DatabasePath + "-wal" })
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes, PlatformServer.Stop);
            Assert.True(bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) < 0, $"{file} has her name.");
        }

        Assert.True((await TakeUp(_server, kept.Reference, kept.Secret)).IsSuccess);
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_reference_are_answered_alike()
    {
        var (kept, other) = (await Keep(_server, Half), await Keep(_server, Half));
        var wrong = await TakeUp(_server, kept.Reference, Wrong);

        wrong.Refused(HttpStatusCode.NotFound, "kept-request.no-match");
        Assert.Equal(wrong.Text, (await TakeUp(_server, kept.Reference, other.Secret)).Text);
        Assert.Equal(wrong.Text, (await TakeUp(_server, "SR-0000-0000-0", kept.Secret)).Text);
        Assert.Equal(wrong.Text, (await TakeUp(_server, kept.Reference.Replace("SR", "SC", StringComparison.Ordinal), kept.Secret)).Text);
        Assert.Equal(wrong.Text, (await TakeUp(_server, kept.Reference, null)).Text);
    }

    [Fact]
    public async Task Sent_again_it_is_the_same_one_and_without_a_key_of_her_own_it_is_none()
    {
        var key = Key();
        var (first, again, other) = (await Keep(_server, Half, key), await Keep(_server, Half, key), await Keep(_server, Half));

        Assert.Equal(first, again);
        Assert.NotEqual(first.Reference, other.Reference);
        (await _server.Anybody().Post("/v1/kept-requests", Half)).Refused(HttpStatusCode.BadRequest, "idempotency.key-missing");
        (await _server.Anybody().Post("/v1/kept-requests", Half, "1")).Refused(HttpStatusCode.UnprocessableEntity, "idempotency.key-guessable");
    }

    [Fact]
    public async Task Whoever_guesses_is_stopped_and_the_person_is_not()
    {
        const int guessesMax = 30;
        var kept = await Keep(_server, Half);
        Reply last = null!;
        for (var guess = 0; guess < guessesMax; guess++)
        {
            last = await TakeUp(_server, kept.Reference, $"0000-0000-0000-{guess:0000}");
        }

        last.Refused(HttpStatusCode.TooManyRequests);
        Assert.True((await TakeUp(_server, kept.Reference, kept.Secret)).IsSuccess);
    }

    [Fact]
    public async Task What_was_kept_is_there_after_the_process_was_killed()
    {
        await using var server = await PlatformServer.Start();
        var kept = await Keep(server, Half);
        var request = new KeepAgainRequest(kept.Secret, Half with { Place = "At the port" });
        Assert.True((await server.Anybody().Post($"/v1/kept-requests/{kept.Reference}/writings", request, Key())).IsSuccess);
        await server.Kill();
        await server.Start();

        Assert.Equal("At the port", (await TakeUp(server, kept.Reference, kept.Secret)).Read<KeptRequestTextResponse>().Request.Place);
    }

    [Fact]
    public async Task When_its_time_is_over_it_is_erased()
    {
        using var clock = MovedClock.Get();
        await using var server = await PlatformServer.Start(clock.Settings);
        var kept = await Keep(server, Half);
        clock.Move(TimeSpan.FromDays(13));
        Assert.True((await TakeUp(server, kept.Reference, kept.Secret)).IsSuccess);

        clock.Move(TimeSpan.FromDays(14) + TimeSpan.FromHours(1));
        var over = await PlatformServer.Eventually(() => TakeUp(server, kept.Reference, kept.Secret), r => !r.IsSuccess);
        over.Refused(HttpStatusCode.NotFound, "kept-request.no-match");
    }

    private static string Key() => Guid.NewGuid().ToString("N");

    private static async Task<KeptRequestResponse> Keep(PlatformServer server, OpenCaseRequest request, string? key = null)
    {
        var reply = await server.Anybody().Post("/v1/kept-requests", request, key ?? Key());
        Assert.Equal(HttpStatusCode.Created, reply.Status);

        return reply.Read<KeptRequestResponse>();
    }

    private static Task<Reply> TakeUp(PlatformServer server, string reference, string? secret) =>
        server.Anybody().Post($"/v1/kept-requests/{reference}/text", new KeptRequestSecretRequest(secret));

    private Task<Reply> Erase(KeptRequestResponse kept) =>
        _server.Anybody().Post($"/v1/kept-requests/{kept.Reference}/erasure", new KeptRequestSecretRequest(kept.Secret), Key());
}
