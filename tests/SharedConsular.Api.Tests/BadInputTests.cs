using System.Net;
using System.Text;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>What must not be taken, and that the answer says what is wrong, where, and in the reader's language.</summary>
public sealed class BadInputTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Theory]
    [InlineData("""{"nationalities":[{"state":"zz"}],"in":"ec","service":"detention"}""", "#/nationalities/0/state", "unknown-state")]
    [InlineData("""{"nationalities":[{"state":"EE"}],"in":"ec","service":"detention"}""", "#/nationalities/0/state", "unknown-state")]
    [InlineData("""{"nationalities":[{"state":"ee"}],"in":"zz","service":"detention"}""", "#/in", "unknown-state")]
    [InlineData("""{"nationalities":[{"state":"ee"}],"service":"detention"}""", "#/in", "missing")]
    [InlineData("""{"nationalities":[{"state":"ee"}],"in":"ec","service":"teleport"}""", "#/service", "unknown-service")]
    [InlineData("""{"nationalities":[{"state":"ee"}],"in":"ec","service":"detention","urgency":"very"}""", "#/urgency", "unknown-word")]
    [InlineData("""{"nationalities":[{"state":"ee"}],"in":"ec","service":"detention","on":"1900-01-01"}""", "#/on", "too-far-off")]
    [InlineData("""{"nationalities":[{"state":"ee"},{"state":"ee"}],"in":"ec","service":"detention"}""", "#/nationalities/1/state", "twice")]
    [InlineData("""{"nationalities":[],"in":"ec","service":"detention"}""", "#/nationalities", "missing")]
    [InlineData("""{"nationalities":[null],"in":"ec","service":"detention"}""", "#/nationalities/0/state", "missing")]
    [InlineData("""{"nationalities":[{"state":"ee"}],"in":"ec","service":"detention","near":{"latitude":91,"longitude":0}}""", "#/near", "not-a-position")]
    [InlineData("""{"nationalities":[{"state":"ee"}],"in":"ec","service":"detention","near":{"latitude":1}}""", "#/near", "not-a-position")]
    public async Task A_value_that_cannot_be_used_is_pointed_at(string body, string pointer, string code) =>
        Assert.Contains(
            (await _server.Anybody().PostText("/v1/routing/decisions", body)).Refused(HttpStatusCode.UnprocessableEntity, "request.faulty").Errors!,
            e => e.Pointer == pointer && e.Code == code && e.Detail.Length > 0);

    [Theory]
    [InlineData("{", "#")]
    [InlineData("", "#")]
    [InlineData("[]", "#")]
    [InlineData("null", null)]
    [InlineData("\"text\"", "#")]
    [InlineData("""{"in":"ec",}""", null)]
    [InlineData("""{"in":"ec"} extra""", null)]
    [InlineData("""{"in":7}""", "#/in")]
    [InlineData("""{"near":{"latitude":"-17"}}""", "#/near/latitude")]
    [InlineData("""{"nationalities":{"state":"ee"}}""", "#/nationalities")]
    [InlineData("""{"nationalities":[{"state":["ee"]}]}""", "#/nationalities/0/state")]
    [InlineData("""{"on":"2026-02-30"}""", "#/on")]
    [InlineData("""{"on":"tomorrow"}""", "#/on")]
    [InlineData("""{"in":"ec","in":"vu"}""", null)]
    [InlineData("""{"in":"ec","IN":"vu"}""", null)]
    [InlineData("""{"in":"ec","colour":"red"}""", "#/colour")]
    [InlineData("""{"fearsOwnState":"true"}""", "#/fearsOwnState")]
    [InlineData("""{"fearsOwnState":null}""", "#/fearsOwnState")]
    public async Task A_body_of_another_shape_is_refused_with_the_place(string body, string? pointer)
    {
        var reply = await _server.Anybody().PostText("/v1/routing/decisions", body);
        if (body.Length == 0)
        {
            // No body at all is an empty question: everything is missing.
            reply.Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");
            return;
        }

        var problem = reply.Refused(HttpStatusCode.BadRequest, "request.malformed");
        if (pointer is not null)
        {
            Assert.Equal(pointer, Assert.Single(problem.Errors!).Pointer);
        }
    }

    [Fact]
    public async Task A_body_nested_deeper_than_any_request_is_refused()
    {
        foreach (var depth in new[] { 20, 1_000, 20_000 })
        {
            var body = $$"""{"nationalities":{{new string('[', depth)}}{{new string(']', depth)}}}""";
            (await _server.Anybody().PostText("/v1/routing/decisions", body)).Refused(HttpStatusCode.BadRequest, "request.malformed");
        }
    }

    [Fact]
    public async Task What_is_read_by_no_type_of_ours_nests_no_deeper_than_any_request()
    {
        foreach (var (depth, status, code) in new[]
        {
            (10, HttpStatusCode.UnprocessableEntity, "request.faulty"), (20, HttpStatusCode.BadRequest, "request.malformed"),
        })
        {
            var body = $$"""{"state":"x","credential":{{new string('[', depth)}}{{new string(']', depth)}}}""";

            (await _server.Anybody().PostText("/v1/sign-in", body)).Refused(status, code);
        }
    }

    [Fact]
    public async Task A_body_that_is_not_text_is_refused()
    {
        using var content = new ByteArrayContent([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
        content.Headers.ContentType = new("application/json");

        (await _server.Anybody().Send(HttpMethod.Post, "/v1/routing/decisions", content)).Refused(HttpStatusCode.BadRequest, "request.malformed");
    }

    [Fact]
    public async Task A_body_too_large_is_refused_whether_its_length_is_told_or_not()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"in":"{{new string('x', 100_000)}}"}""");
        using var told = new ByteArrayContent(body);
        told.Headers.ContentType = new("application/json");
        (await _server.Anybody().Send(HttpMethod.Post, "/v1/routing/decisions", told)).Refused(HttpStatusCode.RequestEntityTooLarge, "request.too-large");

        using var untold = new StreamContent(new MemoryStream(body));
        untold.Headers.ContentType = new("application/json");
        untold.Headers.ContentLength = null;
        (await _server.Anybody().Send(HttpMethod.Post, "/v1/routing/decisions", untold, ("Transfer-Encoding", "chunked")))
            .Refused(HttpStatusCode.RequestEntityTooLarge, "request.too-large");
        Assert.DoesNotContain("A request failed", _server.Output, StringComparison.Ordinal);
    }

    [Theory, InlineData("text/plain"), InlineData("application/xml"), InlineData("application/x-www-form-urlencoded"), InlineData("multipart/form-data")]
    public async Task A_body_that_is_not_called_json_is_refused(string kind) =>
        (await _server.Anybody().PostText("/v1/routing/decisions", """{"in":"ec"}""", kind)).Refused(HttpStatusCode.UnsupportedMediaType, "request.not-json");

    [Fact]
    public async Task An_address_nobody_serves_and_a_method_it_does_not_take_are_problems_too()
    {
        var germany = _server.Officer("de");

        (await _server.Anybody().Get("/v1/nothing")).Refused(HttpStatusCode.NotFound, "request.not-found");
        (await _server.Anybody().Delete("/v1/routing/decisions")).Refused(HttpStatusCode.MethodNotAllowed, "request.method-not-allowed");
        (await germany.Get("/v1/nothing")).Refused(HttpStatusCode.NotFound, "request.not-found");
        (await germany.Get("/v2/cases")).Refused(HttpStatusCode.NotFound, "request.not-found");
        (await germany.Put("/v1/cases", new { })).Refused(HttpStatusCode.MethodNotAllowed, "request.method-not-allowed");
        (await germany.Delete("/v1/routing/decisions")).Refused(HttpStatusCode.MethodNotAllowed, "request.method-not-allowed");
    }

    [Theory]
    [InlineData("/v1/cases?limit=many")]
    [InlineData("/v1/coverage?state=ee&on=2026-02-30")]
    [InlineData("/v1/posts?limit=1.5")]
    public async Task A_query_that_cannot_be_read_is_a_problem(string path) =>
        (await _server.Officer("de").Get(path)).Refused(HttpStatusCode.BadRequest);

    [Theory, InlineData("/v1/posts?country=zz"), InlineData("/v1/coverage?state=zz")]
    public async Task A_query_that_says_nothing_usable_is_pointed_at(string path) =>
        Assert.NotEmpty((await _server.Officer("de").Get(path)).Refused(HttpStatusCode.UnprocessableEntity, "request.faulty").Errors!);

    [Theory, InlineData(null), InlineData(""), InlineData("\0\u0001")]
    public async Task A_search_for_nothing_usable_is_pointed_at(string? words) =>
        Assert.Equal("#/words", Assert.Single((await _server.Officer("de").Find(words)).Refused(HttpStatusCode.UnprocessableEntity, "request.faulty").Errors!).Pointer);

    [Fact]
    public async Task A_name_is_not_searched_by_address() =>
        (await _server.Officer("de").Get("/v1/search?q=mari")).Refused(HttpStatusCode.MethodNotAllowed, "request.method-not-allowed");

    [Fact]
    public async Task An_application_that_cannot_be_true_is_pointed_at()
    {
        var mari = _server.Person("ee", UniqueUser());
        async Task AssertFault(PersonContract person, string pointer, string code) =>
            Assert.Contains(
                (await mari.Open(Application() with { Persons = [person] })).Refused(HttpStatusCode.UnprocessableEntity, "request.faulty").Errors!,
                e => e.Pointer == pointer && e.Code == code);

        PersonNameContract[] name = [new("Mari Tamm")];
        await AssertFault(new(name, new DateOnly(2190, 1, 1)), "#/persons/0/birthDate", "impossible-date");
        await AssertFault(new(name, new DateOnly(1700, 1, 1)), "#/persons/0/birthDate", "impossible-date");
        await AssertFault(new([]), "#/persons/0/names", "missing");
        await AssertFault(new([new("Mari\u0000Tamm")]), "#/persons/0/names/0/text", "control-character");
        await AssertFault(new([new(new string('x', 501))]), "#/persons/0/names/0/text", "too-long");
        await AssertFault(new(name, Nationalities: [new("zz")]), "#/persons/0/nationalities/0/state", "unknown-state");
        await AssertFault(new(name, Authority: "boss"), "#/persons/0/authority", "unknown-word");
        (await mari.Open(Application() with { Persons = [] })).Refused(HttpStatusCode.UnprocessableEntity);
        (await mari.Open(Application() with { Persons = [.. Enumerable.Repeat(new PersonContract(name), 51)] })).Refused(HttpStatusCode.UnprocessableEntity);
        (await mari.Open(Application() with { Party = "jp" })).Refused(HttpStatusCode.Conflict, "case.not-an-option");
        (await mari.Open(Application() with { Need = null })).Refused(HttpStatusCode.UnprocessableEntity);
        Assert.Empty(await mari.Lines("/v1/cases"));
    }

    [Fact]
    public async Task All_faults_are_named_in_one_go()
    {
        var problem = (await _server.Anybody().PostText("/v1/routing/decisions", """{"nationalities":[{"state":"zz"}],"in":"zz","service":"zz","urgency":"zz"}"""))
            .Refused(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["#/in", "#/nationalities/0/state", "#/service", "#/urgency"], problem.Errors!.Select(e => e.Pointer).Order(StringComparer.Ordinal));
    }

    [Theory, InlineData("en"), InlineData("fr"), InlineData("es"), InlineData("ar")]
    public async Task A_refusal_speaks_the_language_of_who_asks(string language)
    {
        var reply = await _server.Officer("jp").Get("/v1/cases/SC-0000-0000-0", language);

        var faulty = await _server.Anybody().PostText("/v1/routing/decisions", """{"urgency":"very"}""", language: language);
        var fault = faulty.Refused(HttpStatusCode.UnprocessableEntity).Errors!.First(e => e.Pointer == "#/urgency").Detail;

        Assert.Equal((language, language), (reply.Headers["Content-Language"], faulty.Headers["Content-Language"]));
        Assert.Equal(language == "en", fault.StartsWith("Use one of", StringComparison.Ordinal));
        Assert.Contains("routine, urgent, extreme", fault, StringComparison.Ordinal);
        Assert.Equal(language == "en", reply.Refused(HttpStatusCode.NotFound).Detail == "There is no such case.");
    }

    [Fact]
    public async Task A_change_decided_on_an_old_version_is_refused()
    {
        var @case = await _server.CaseInHand();
        var germany = _server.Officer("de");
        var tag = (await germany.Show(@case.Reference)).Tag;
        await germany.Act(@case.Reference, "paper-requests", new AskForPapersRequest(["photo"]), ifMatch: tag);

        (await germany.Act(@case.Reference, "consultation", new AskOwnStateRequest("?"), ifMatch: tag)).Refused(HttpStatusCode.PreconditionFailed, "request.stale");
        foreach (var malformed in new[] { "3", "\"three\"", "\"-1\"", "W/\"3\"", "\"\"", "\"99999999999999999999\"" })
        {
            (await germany.Act(@case.Reference, "consultation", new AskOwnStateRequest("?"), ifMatch: malformed))
                .Refused(HttpStatusCode.BadRequest, "request.if-match-malformed");
        }

        Assert.Null((await germany.See(@case.Reference)).Consultation);
        Assert.True((await germany.Act(@case.Reference, "consultation", new AskOwnStateRequest("?"), ifMatch: "*")).IsSuccess);
    }

    [Fact]
    public async Task No_problem_no_header_and_no_log_line_repeats_who_it_is_about()
    {
        var secret = $"Zuzana{UniqueUser()}";
        var mari = _server.Person("ee", UniqueUser());
        var opened = await mari.OpenCase(Application(name: secret));
        var replies = new List<Reply>
        {
            await mari.Open(Application(name: secret) with { Party = "jp" }),
            await mari.Open(Application(name: secret) with { Persons = [new([new(secret)], new DateOnly(2190, 1, 1))] }),
            await mari.Open(Application() with { Place = secret + "\u0001" }),
            await mari.PostText("/v1/cases", $$"""{"persons":[{"names":"{{secret}}"}]}""", key: "k1"),
            await mari.PostText("/v1/cases", $$"""{"place":"{{secret}}","place":"{{secret}}"}""", key: "k2"),
            await mari.PostText("/v1/cases", $$"""{"place":"{{secret}}" """, key: "k4"),
            await mari.PostText("/v1/cases", $$"""{"persons":[{"birthDate":"{{secret}}"}]}""", key: "k5"),
            await mari.PostText("/v1/cases", secret, "text/plain", key: "k6"),
            await mari.Find(secret, secret),
            await mari.Get($"/v1/cases/{secret}"),
            await mari.Get($"/v1/{secret}"),
            await mari.Get($"/v1/cases?limit={secret}"),
            await _server.Officer("de").Act(opened.Reference, "assignment", new AssignCaseRequest(secret)),
            await _server.Officer("jp").Complain(opened.Reference, secret),
            await mari.Post($"/v1/cases/{opened.Reference}/withdrawal", new { reason = secret, who = secret }),
            await mari.Open(Application(name: secret), secret + " with a space"),
            await mari.Act(opened.Reference, "withdrawal", new WithdrawCaseRequest("x"), ifMatch: secret),
        };

        Assert.All(replies, r =>
        {
            Assert.False(r.IsSuccess, r.ToString());
            Assert.DoesNotContain(secret, r.Text, StringComparison.OrdinalIgnoreCase);
            Assert.All(r.Headers, h => Assert.DoesNotContain(secret, h.Value, StringComparison.OrdinalIgnoreCase));
        });
        Assert.DoesNotContain(secret, _server.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("A request failed", _server.Output, StringComparison.Ordinal);
    }
}
