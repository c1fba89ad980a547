using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>The EU emergency travel document, from the lost passport to the closed case.</summary>
public sealed class TravelDocumentTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_partner_issues_what_the_state_of_nationality_confirmed()
    {
        var mari = _server.Person("ee", UniqueUser());
        var (germany, estonia) = (_server.Officer("de"), _server.Officer("ee"));

        var opened = await mari.OpenCase(Application());
        Assert.Equal(("opened", "de", "ee", "eu-2019-997-etd"), (opened.Status, opened.Owner, opened.ActsFor, opened.Agreement));
        Assert.Contains(opened.Clocks, c => c is { Name: "accept-case", Party: "de", Colour: "green", Escalated: false });

        var accepted = (await germany.Accept(opened.Reference)).Case;
        Assert.Equal(("in_progress", "officer-1"), (accepted.Status, accepted.Officer));
        Assert.Contains(accepted.Clocks, c => c is { Name: "ask-own-state", Party: "de" } && c.DueAt > c.StartedAt);

        (await germany.Decide(opened.Reference, true, "She is Estonian.")).Refused(HttpStatusCode.Forbidden, "case.no-power");
        var consulted = (await germany.Consult(opened.Reference, "Is she yours?")).Case;
        Assert.Equal(("ee", "pending"), (consulted.Consultation!.Whom, consulted.Consultation.Answer));
        Assert.Contains(consulted.Clocks, c => c is { Name: "answer-consultation", Party: "ee" });

        var confirmed = (await estonia.Confirm(opened.Reference)).Case;
        Assert.Equal("decided", confirmed.Status);
        Assert.Equal((true, "ee"), (confirmed.Decision!.Granted, confirmed.Decision.By));
        Assert.Contains(confirmed.Clocks, c => c is { Name: "complete-after-confirmation", Party: "de" });

        var issued = (await germany.Issue(opened.Reference, "EUETD-000123")).Case;
        Assert.Equal(("issued", "EUETD-000123", false), (issued.Status, issued.Document!.Number, issued.Document.ActedFirst));
        Assert.Equal("delivered", (await germany.Deliver(opened.Reference, "At the desk")).Case.Status);
        var closed = (await germany.Close(opened.Reference, "Travelled home")).Case;
        Assert.Equal(("closed", "Travelled home"), (closed.Status, closed.Outcome));
        Assert.Empty(closed.Clocks);

        var history = (await mari.History(opened.Reference)).Read<Page<HistoryLineResponse>>().Items;
        Assert.Equal(
            ["case-opened", "case-accepted", "case-own-state-asked", "case-consultation-answered", "case-decided", "case-document-issued", "case-document-delivered", "case-closed"],
            history.Select(h => h.What));
        Assert.Equal(closed.Version, history[^1].Version);
    }

    [Fact]
    public async Task Everyone_is_told_and_finds_the_case_in_the_list_it_belongs_to()
    {
        var name = UniqueName("Kask");
        var @case = await _server.CaseInHand(name: name);
        var (germany, estonia) = (_server.Officer("de"), _server.Officer("ee"));
        await germany.Consult(@case.Reference, "Is she yours?");

        Assert.Contains(await estonia.Lines("/v1/queue?limit=500"), l => l.Reference == @case.Reference && l.Name == name);
        Assert.Contains(await germany.Lines("/v1/cases?limit=500&status=in_progress"), l => l.Reference == @case.Reference);
        Assert.Equal(@case.Reference, Assert.Single(await estonia.Search(name)).Reference);
        Assert.Equal(@case.Reference, Assert.Single(await germany.Search(@case.Reference.ToLowerInvariant())).Reference);
        await PlatformServer.Eventually(
            estonia.Notices, notices => notices.Any(n => n.Reference == @case.Reference && n.Topic == "case.consultation-asked"));
    }

    [Fact]
    public async Task Nothing_is_issued_after_an_objection()
    {
        var @case = await _server.CaseInHand();
        var germany = _server.Officer("de");
        await germany.Consult(@case.Reference, "Is she yours?");
        Assert.Equal("objected", (await _server.Officer("ee").Object(@case.Reference)).Case.Consultation!.Answer);

        (await germany.Issue(@case.Reference, "EUETD-1")).Refused(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Only_the_state_of_nationality_refuses()
    {
        var @case = await _server.CaseInHand();

        (await _server.Officer("de").Decide(@case.Reference, false, "No.")).Refused(HttpStatusCode.Forbidden, "case.no-power");
        var refused = (await _server.Officer("ee").Decide(@case.Reference, false, "The passport was found.")).Case;
        Assert.Equal(("decided", false), (refused.Status, refused.Decision!.Granted));
        (await _server.Officer("de").Issue(@case.Reference, "EUETD-2")).Refused(HttpStatusCode.Conflict, "case.not-granted");
    }

    [Fact]
    public async Task Papers_are_asked_for_and_provided()
    {
        var mari = _server.Person("ee", UniqueUser());
        var germany = _server.Officer("de");
        var @case = await mari.OpenCase(Application());
        await germany.Accept(@case.Reference);

        var asked = (await germany.AskForPapers(@case.Reference, "police_report", "photo")).Case;
        Assert.Equal("awaiting_papers", asked.Status);
        Assert.Equal("awaiting_papers", (await mari.ProvidePapers(@case.Reference, "photo")).Case.Status);
        var complete = (await mari.ProvidePapers(@case.Reference, "police_report")).Case;
        Assert.Equal("in_progress", complete.Status);
        Assert.All(complete.Papers, p => Assert.NotNull(p.ProvidedAt));
    }

    [Fact]
    public async Task A_withdrawn_case_can_be_opened_again()
    {
        var mari = _server.Person("ee", UniqueUser());
        var @case = await mari.OpenCase(Application());

        Assert.Equal("withdrawn", (await mari.Withdraw(@case.Reference, "Found it")).Case.Status);
        (await _server.Officer("de").Accept(@case.Reference)).Refused(HttpStatusCode.Conflict, "case.already-withdrawn");
        Assert.Equal("opened", (await mari.Reopen(@case.Reference, "It was another passport")).Case.Status);
    }

    [Fact]
    public async Task Another_officer_answers_a_complaint()
    {
        var mari = _server.Person("ee", UniqueUser());
        var @case = await mari.OpenCase(Application());
        var (first, second) = (_server.Officer("de", "anna"), _server.Officer("de", "bernd"));
        await first.Accept(@case.Reference);
        var complaint = Assert.Single((await mari.Complain(@case.Reference, "Nobody calls back.", "anna")).Case.Complaints);

        (await first.AnswerComplaint(@case.Reference, complaint.Id, "I did call.")).Refused(HttpStatusCode.Forbidden, "case.another-officer-answers");
        Assert.Equal("Anna will call today.", (await second.AnswerComplaint(@case.Reference, complaint.Id, "Anna will call today.")).Case.Complaints[0].Answer);
    }

    [Fact]
    public async Task In_extreme_urgency_help_comes_first_and_is_told_after()
    {
        var @case = await _server.CaseInHand(LostPassport with { Urgency = "extreme" });
        await _server.Officer("ee").Decide(@case.Reference, true, "By telephone");

        var issued = (await _server.Officer("de").Issue(@case.Reference, "EUETD-3")).Case;
        Assert.True(issued.Document!.ActedFirst);
        Assert.Contains(issued.Clocks, c => c is { Name: "inform-own-state", Party: "de" });
        (await _server.Officer("de").Close(@case.Reference, "Travelled")).Refused(HttpStatusCode.Conflict, "case.duty-open");
    }

    [Fact]
    public async Task An_officer_opens_a_case_for_someone_who_then_sees_it()
    {
        var login = UniqueUser();
        var opened = await _server.Officer("de").OpenCase(Application(applicant: login));

        Assert.Equal("in_progress", opened.Status);
        Assert.Equal(opened.Reference, (await _server.Person("ee", login).See(opened.Reference)).Reference);
        (await _server.Person("fi", login).Show(opened.Reference)).Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_actions_that_are_named_are_those_that_are_taken()
    {
        var @case = await _server.CaseInHand();

        Assert.Contains("ask-own-state", @case.AllowedActions);
        Assert.DoesNotContain("issue-document", @case.AllowedActions);
        (await _server.Officer("de").Issue(@case.Reference, "EUETD-4")).Refused(HttpStatusCode.Conflict);
        (await _server.Officer("de").Consult(@case.Reference, "Is she yours?")).Read<CaseResponse>();
    }
}
