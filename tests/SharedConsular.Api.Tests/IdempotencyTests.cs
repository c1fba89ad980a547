using System.Net;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>The second click, the lost answer and the impatient client.</summary>
public sealed class IdempotencyTests(SharedPlatform platform)
{
    private const int ClientsMax = 16;

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task The_same_attempt_twice_opens_one_case_with_one_answer()
    {
        var mari = _server.Person("ee", UniqueUser());
        var first = await mari.Open(Application(), "attempt-1");
        var second = await mari.Open(Application(), "attempt-1");

        Assert.Equal((first.Status, first.Text, first.Tag), (second.Status, second.Text, second.Tag));
        Assert.Single(await mari.Lines("/v1/cases"));
    }

    [Fact]
    public async Task The_same_attempt_from_sixteen_clients_at_once_opens_one_case_with_one_answer()
    {
        var mari = _server.Person("ee", UniqueUser());
        await mari.Lines("/v1/cases");
        var replies = await Task.WhenAll(Enumerable.Range(0, ClientsMax).Select(_ => mari.Open(Application(), "attempt-1")));

        Assert.All(replies, r => Assert.Equal(HttpStatusCode.Created, r.Status));
        Assert.Single(replies.Select(r => r.Text).Distinct());
        Assert.Single(await mari.Lines("/v1/cases"));
    }

    [Fact]
    public async Task The_same_attempt_after_a_restart_has_the_same_answer()
    {
        await using var server = await PlatformServer.Start();
        var mari = server.Person("ee", "mari");
        var first = await mari.Open(Application(), "attempt-1");
        var accepted = await server.Officer("de").Act(first.Case.Reference, "acceptance", key: "accept-1");
        await server.Restart();

        Assert.Equal(accepted.Text, (await server.Officer("de").Act(first.Case.Reference, "acceptance", key: "accept-1")).Text);
        var second = await mari.Open(Application(), "attempt-1");
        Assert.Equal((HttpStatusCode.Created, first.Case.Reference), (second.Status, second.Case.Reference));
        Assert.Equal(first.Text, second.Text);
        Assert.Single(await mari.Lines("/v1/cases"));
    }

    [Fact]
    public async Task A_key_is_good_for_one_request_only()
    {
        var mari = _server.Person("ee", UniqueUser());
        await mari.OpenCase(Application(), "attempt-1");

        (await mari.Open(Application(name: "Another Name"), "attempt-1")).Refused(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
        Assert.Single(await mari.Lines("/v1/cases"));
    }

    [Fact]
    public async Task The_same_words_about_another_case_are_another_request()
    {
        var (one, other) = (await _server.Person("ee", UniqueUser()).OpenCase(Application()), await _server.Person("ee", UniqueUser()).OpenCase(Application()));
        var officer = _server.Officer("de");
        Assert.True((await officer.Act(one.Reference, "acceptance", key: "accept-1")).IsSuccess);

        (await officer.Act(other.Reference, "acceptance", key: "accept-1")).Refused(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
        Assert.Equal(other.Status, (await officer.Show(other.Reference)).Case.Status);
    }

    [Fact]
    public async Task Two_people_may_choose_the_same_key()
    {
        var (mari, jaan) = (_server.Person("ee", UniqueUser()), _server.Person("ee", UniqueUser()));

        Assert.NotEqual((await mari.OpenCase(Application(), "attempt-1")).Reference, (await jaan.OpenCase(Application(), "attempt-1")).Reference);
    }

    [Fact]
    public async Task A_second_click_without_a_key_changes_nothing()
    {
        var @case = await _server.CaseInHand();
        var germany = _server.Officer("de");
        var asked = (await germany.Consult(@case.Reference, "Is she yours?")).Case;

        Assert.Equal(asked.Version, (await germany.Consult(@case.Reference, "Is she yours?")).Case.Version);
        var replies = await Task.WhenAll(Enumerable.Range(0, ClientsMax).Select(_ => germany.AskForPapers(@case.Reference, "photo")));
        Assert.All(replies, r => Assert.Equal(asked.Version + 1, r.Case.Version));
        Assert.Single((await germany.See(@case.Reference)).Papers);
    }

    [Fact]
    public async Task Opening_without_a_key_or_with_a_bad_one_is_refused()
    {
        var mari = _server.Person("ee", UniqueUser());

        (await mari.Post("/v1/cases", Application())).Refused(HttpStatusCode.BadRequest, "idempotency.key-missing");
        (await mari.Open(Application(), new string('k', 101))).Refused(HttpStatusCode.BadRequest, "idempotency.key-malformed");
        (await mari.Open(Application(), "a key with spaces")).Refused(HttpStatusCode.BadRequest, "idempotency.key-malformed");
        Assert.Empty(await mari.Lines("/v1/cases"));
    }
}
