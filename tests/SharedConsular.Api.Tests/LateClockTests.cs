using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Deadlines over HTTP, on a server whose days pass in a moment.</summary>
public sealed class LateClockTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly MovedClock _clock = MovedClock.Get();

    public void Dispose() => _clock.Dispose();

    [Fact]
    public async Task A_consultation_nobody_answers_turns_amber_and_red_is_escalated_once_and_decides_nothing()
    {
        await using var server = await PlatformServer.Start(_clock.Settings);
        var @case = await server.CaseInHand();
        await server.Officer("de").Consult(@case.Reference, "Is she yours?");
        var asked = await Clock(server, @case, "answer-consultation");
        Assert.Equal(("ee", "green", false), (asked.Party, asked.Colour, asked.Escalated));

        MoveTo(server, asked.StartedAt + ((asked.DueAt - asked.StartedAt) * 0.6));
        var half = await Clock(server, @case, "answer-consultation");
        Assert.Equal(("amber", false), (half.Colour, half.Escalated));

        MoveTo(server, asked.DueAt + Minute);
        var late = await PlatformServer.Eventually(() => Clock(server, @case, "answer-consultation"), c => c.Escalated);
        Assert.Equal(("red", asked.DueAt), (late.Colour, late.DueAt));
        foreach (var told in new[] { "ee", "de" })
        {
            await PlatformServer.Eventually(() => Escalations(server, told, @case), n => n > 0);
        }

        // Silence is no yes: what needs the word of the state of nationality still waits for a person there.
        (await server.Officer("de").Issue(@case.Reference, "EUETD-1")).Refused(HttpStatusCode.Conflict);
        var waiting = await server.Officer("ee").See(@case.Reference);
        Assert.Equal(("in_progress", "pending", 1), (waiting.Status, waiting.Consultation!.Answer, waiting.EscalationLevel));

        // Another case falls due a day later, so that the clocks certainly went round once more.
        var next = await server.CaseInHand();
        await server.Officer("de").Consult(next.Reference, "And he?");
        MoveTo(server, (await Clock(server, next, "answer-consultation")).DueAt + Minute);
        await PlatformServer.Eventually(() => Clock(server, next, "answer-consultation"), c => c.Escalated);
        await server.Restart();
        await PlatformServer.Eventually(() => Escalations(server, "ee", next), n => n > 0);
        var history = (await server.Officer("de").History(@case.Reference)).Read<Page<HistoryLineResponse>>().Items;
        Assert.Single(history, h => h.What == "case-escalated");
        Assert.Equal(1, await Escalations(server, "ee", @case));
        Assert.Equal(1, await Escalations(server, "de", @case));

        // A late answer is an answer, and what follows from it is counted from now.
        var confirmed = (await server.Officer("ee").Confirm(@case.Reference)).Case;
        Assert.Equal("decided", confirmed.Status);
        Assert.True(Assert.Single(confirmed.Clocks, c => c.Name == "complete-after-confirmation").DueAt > late.DueAt);
        Assert.Equal("issued", (await server.Officer("de").Issue(@case.Reference, "EUETD-1")).Case.Status);
    }

    [Fact]
    public async Task After_an_end_that_people_decide_about_their_time_runs_out_and_is_escalated()
    {
        await using var server = await PlatformServer.Start(_clock.Settings);
        var need = new RoutingRequest([new("la")], "pe", "detention", "urgent");
        var @case = await server.Person("la", "noy").OpenCase(Application(need, UniqueName("Sisoulith"), "th"));
        Assert.Equal("asean-2018", @case.Agreement);
        await server.Officer("th").Accept(@case.Reference);
        (await server.Administrator("th").Post("/v1/agreements/asean-2018/suspensions", new SuspendAgreementRequest(Reason: "Cyclone")))
            .Read<AgreementResponse>();
        var decide = await PlatformServer.Eventually(() => FindClock(server, "th", @case, "decide-after-exit"), c => c is not null);
        Assert.Equal("green", decide!.Colour);

        MoveTo(server, decide.DueAt + Minute);
        var late = await PlatformServer.Eventually(() => FindClock(server, "th", @case, "decide-after-exit"), c => c is { Escalated: true });
        Assert.Equal("red", late!.Colour);
        Assert.Equal("th", (await server.Officer("th").See(@case.Reference)).Owner);
    }

    [Fact]
    public async Task A_leap_ends_what_has_an_end_and_nothing_else()
    {
        await using var server = await PlatformServer.Start(_clock.Settings);
        var @case = await server.CaseInHand();
        var officer = server.Officer("de");

        _clock.Move(TimeSpan.FromDays(400));
        (await officer.Get($"/v1/cases/{@case.Reference}")).Refused(HttpStatusCode.Unauthorized);
        server.ForgetTokens();

        Assert.Equal(@case.Reference, (await officer.See(@case.Reference)).Reference);
        Assert.Equal(HttpStatusCode.OK, (await server.Anybody().Get("/health/ready")).Status);
        await server.CaseInHand();
        await server.Restart();
        Assert.Equal(@case.Reference, (await officer.See(@case.Reference)).Reference);
    }

    [Fact]
    public async Task Broken_glass_that_nobody_reviewed_in_time_is_overdue_on_the_list_of_who_reviews_it()
    {
        await using var server = await PlatformServer.Start(_clock.Settings);
        var certified = await server.ProtectionOfficer("de");
        var reference = (await certified.OpenCase(Application(LostPassport with { Service = "gbv" }, UniqueName("Tamm"), "de"))).Reference;
        Assert.True((await server.Officer("de").Act(reference, "break-glass", new BreakGlassRequest("She is in hospital."))).IsSuccess);
        var review = await Review();
        Assert.False(review.Overdue);

        MoveTo(server, review.DueAt + Minute);
        Assert.True((await Review()).Overdue);

        async Task<ReviewResponse> Review() =>
            Assert.Single((await server.Supervisor("ee").Get("/v1/reviews")).Read<Page<ReviewResponse>>().Items, r => r.Reference == reference);
    }

    private static async Task<CaseClockResponse> Clock(PlatformServer server, CaseResponse @case, string name) =>
        Assert.Single((await server.Officer("de").See(@case.Reference)).Clocks, c => c.Name == name);

    /// <summary>Null also for the moment in which the agreement is over and the case has not followed its exit rule yet.</summary>
    private static async Task<CaseClockResponse?> FindClock(PlatformServer server, string party, CaseResponse @case, string name)
    {
        var reply = await server.Officer(party).Show(@case.Reference);

        return reply.IsSuccess ? reply.Case.Clocks.FirstOrDefault(c => c.Name == name) : null;
    }

    private static async Task<int> Escalations(PlatformServer server, string party, CaseResponse @case) =>
        (await server.Officer(party).Notices()).Count(n => n.Reference == @case.Reference && n.Topic == "case.escalated");

    private void MoveTo(PlatformServer server, DateTimeOffset moment)
    {
        _clock.Move(moment - TimeProvider.System.GetUtcNow());
        server.ForgetTokens();
    }
}
