using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>A person without a login asks for help, and goes on with the reference and the secret as anybody does with a login.</summary>
public sealed class GuestTests(GuestPlatform platform) : IClassFixture<GuestPlatform>
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task She_opens_a_case_reads_it_gives_papers_complains_and_sees_who_looked()
    {
        var opened = await Open();
        var guest = GuestOf(opened);
        await _server.Officer("de").Accept(opened.Reference);
        await _server.Officer("de").AskForPapers(opened.Reference, "photo");
        await _server.Officer("de").Show(opened.Reference);

        var seen = (await guest.Get($"/v1/cases/{opened.Reference}")).Read<CaseResponse>();
        Assert.Equal(("awaiting_papers", "de"), (seen.Status, seen.Owner));
        Assert.Contains("provide-papers", seen.AllowedActions);
        Assert.DoesNotContain("decide-case", seen.AllowedActions);
        Assert.All(seen.Basis, b => Assert.EndsWith(".", b.Text, StringComparison.Ordinal));

        Assert.True((await guest.Post($"/v1/cases/{opened.Reference}/papers", new ProvidePapersRequest(["photo"]), Key())).IsSuccess);
        Assert.True((await guest.Post($"/v1/cases/{opened.Reference}/complaints", new ComplainRequest("Nobody answers."), Key())).IsSuccess);
        Assert.Contains((await guest.Get($"/v1/cases/{opened.Reference}/reads")).Read<Page<ReadResponse>>().Items, r => r.Party == "de");
    }

    [Fact]
    public async Task She_who_fears_her_state_opens_a_case_that_it_never_sees()
    {
        var need = LostPassport with { Service = "detention", FearsOwnState = true };
        var opened = (await _server.Anybody().Post("/v1/requests", Application(need), Key())).Read<CaseResponse>();

        var guest = GuestOf(opened);
        Assert.Null(opened.FearsOwnState);
        Assert.Null((await guest.Get($"/v1/cases/{opened.Reference}")).Read<CaseResponse>().FearsOwnState);
        Assert.True((await guest.Get($"/v1/cases/{opened.Reference}?inFull=true")).Read<CaseResponse>().FearsOwnState);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Officer("ee").Get($"/v1/cases/{opened.Reference}")).Status);
    }

    [Fact]
    public async Task Sent_again_it_is_the_same_case_and_the_same_secret_and_another_attempt_is_another()
    {
        var key = Key();
        var first = await Open(key);
        var again = await Open(key);
        var other = await Open();

        Assert.Equal((first.Reference, first.Secret), (again.Reference, again.Secret));
        Assert.NotEqual(first.Reference, other.Reference);
    }

    [Theory, InlineData("1"), InlineData("123456789012345"), InlineData("aaaaaaaaaaaaaaaaaaaaaaaa"), InlineData("abababababababababab")]
    public async Task A_key_that_somebody_else_might_draw_is_refused(string key) =>
        (await _server.Anybody().Post("/v1/requests", Application(), key)).Refused(HttpStatusCode.UnprocessableEntity, "idempotency.key-guessable");

    [Fact]
    public async Task Without_a_key_nothing_is_opened() =>
        (await _server.Anybody().Post("/v1/requests", Application())).Refused(HttpStatusCode.BadRequest, "idempotency.key-missing");

    [Fact]
    public async Task The_credential_opens_one_case_and_is_nobody_at_every_other_address()
    {
        var (mine, other) = (await Open(), await Open());
        var guest = GuestOf(mine);
        Assert.Equal(HttpStatusCode.OK, (await guest.Get($"/v1/cases/{mine.Reference.ToLowerInvariant()}")).Status);

        foreach (var operation in (await InterfaceDocument.ReadOperations(_server)).Where(o => !PermissionTests.OpenToAll.Contains(o.ToString())))
        {
            var reply = await PermissionTests.Send(guest, operation, other.Reference);
            Assert.True(reply.Status is HttpStatusCode.Unauthorized, $"{operation} answered {reply}");
        }
    }

    [Fact]
    public async Task A_wrong_credential_is_nobody()
    {
        var (mine, other) = (await Open(), await Open());
        foreach (var wrong in new[]
        {
            $"gst_{mine.Reference}_{other.Secret}", $"gst_{mine.Reference}", "gst_", $"gst_{other.Reference}_{mine.Secret}",
            $"gst_{mine.Reference}_{mine.Secret}_", $"gst_{mine.Reference}_", $"gst_{other.Reference}_{other.Secret}",
        })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await new Impostor(_server, wrong).Get($"/v1/cases/{mine.Reference}")).Status);
        }
    }

    [Fact]
    public async Task The_secret_of_a_case_with_a_login_or_of_no_applicant_shows_where_it_stands_and_no_more()
    {
        foreach (var opened in new[]
        {
            await _server.Person("ee", UniqueUser()).OpenCase(Application()), await _server.Officer("de").OpenCase(Application()),
        })
        {
            var follow = await _server.Anybody().Post("/v1/follow", new FollowRequest(opened.Reference, opened.Secret));
            Assert.Equal(HttpStatusCode.OK, follow.Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await GuestOf(opened).Get($"/v1/cases/{opened.Reference}")).Status);
        }
    }

    [Fact]
    public async Task A_new_secret_ends_the_old_credential()
    {
        var opened = await Open();
        var changed = (await GuestOf(opened).Post($"/v1/cases/{opened.Reference}/follow-secret", new { }, Key())).Read<FollowSecretResponse>();

        Assert.Equal(HttpStatusCode.Unauthorized, (await GuestOf(opened).Get($"/v1/cases/{opened.Reference}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await GuestOf(opened with { Secret = changed.Secret }).Get($"/v1/cases/{opened.Reference}")).Status);
    }

    [Fact]
    public async Task Whoever_guesses_is_stopped_and_the_person_is_not()
    {
        const int guessesMax = 60;
        var mine = await Open();
        var codes = new List<HttpStatusCode>();
        for (var guess = 0; guess < guessesMax; guess++)
        {
            codes.Add((await new Impostor(_server, $"gst_{mine.Reference}_0000-0000-0000-{guess:0000}").Get($"/v1/cases/{mine.Reference}")).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, codes[^1]);
        Assert.Equal(HttpStatusCode.OK, (await GuestOf(mine).Get($"/v1/cases/{mine.Reference}")).Status);
    }

    [Fact]
    public async Task From_one_address_many_guesses_at_once_are_no_more_than_many_in_a_row_and_requests_are_limited_too()
    {
        const int perMinute = 10;
        const int windowsMax = 2; // A minute may end meanwhile.
        await using var server = await PlatformServer.Start(("Limits__FollowPerMinute", $"{perMinute}"));
        var opened = (await server.Anybody().Post("/v1/requests", Application(), Key())).Read<CaseResponse>();

        var codes = await Task.WhenAll(Enumerable.Range(0, 60).Select(async guess =>
            (await new Impostor(server, $"gst_{opened.Reference}_0000-0000-0000-{guess:0000}").Get($"/v1/cases/{opened.Reference}")).Status));
        Assert.InRange(codes.Count(c => c is HttpStatusCode.Unauthorized), 1, perMinute * windowsMax);
        Assert.All(codes, c => Assert.True(c is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests, $"{c}"));

        var answers = new List<Reply>();
        for (var attempt = 0; attempt < (perMinute * windowsMax) + 1; attempt++)
        {
            answers.Add(await server.Anybody().Post("/v1/requests", Application(), Key()));
        }

        Assert.Contains(answers, a => a.Status is HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Whoever_reads_her_own_case_uses_nothing_up()
    {
        await using var server = await PlatformServer.Start(("Limits__FollowPerMinute", "3"));
        var opened = (await server.Anybody().Post("/v1/requests", Application(), Key())).Read<CaseResponse>();

        for (var look = 0; look < 10; look++)
        {
            var reply = await new Impostor(server, $"gst_{opened.Reference}_{opened.Secret}").Get($"/v1/cases/{opened.Reference}");
            Assert.Equal(HttpStatusCode.OK, reply.Status);
        }
    }

    [Fact]
    public async Task Guests_share_what_their_address_may_ask_as_everybody_without_a_login()
    {
        const int perMinute = 5;
        const int windowsMax = 2; // A minute may end meanwhile.
        await using var server = await PlatformServer.Start(("Limits__AnonymousRequestsPerMinute", $"{perMinute}"));
        var opened = (await server.Anybody().Post("/v1/requests", Application(), Key())).Read<CaseResponse>();

        var codes = new List<HttpStatusCode>();
        for (var look = 0; look < (perMinute * windowsMax) + 1; look++)
        {
            codes.Add((await new Impostor(server, $"gst_{opened.Reference}_{opened.Secret}").Get($"/v1/cases/{opened.Reference}")).Status);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, codes);
    }

    private static string Key() => Guid.NewGuid().ToString("N");

    private async Task<CaseResponse> Open(string? key = null) =>
        (await _server.Anybody().Post("/v1/requests", Application(), key ?? Key())).Read<CaseResponse>();

    private Impostor GuestOf(CaseResponse opened) => new(_server, $"gst_{opened.Reference}_{opened.Secret}");
}

/// <summary>One platform for all guests of these tests: they all come from one address, and guess.</summary>
public sealed class GuestPlatform : IAsyncLifetime
{
    internal PlatformServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PlatformServer.Start(("Limits__FollowPerMinute", "200"));

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
