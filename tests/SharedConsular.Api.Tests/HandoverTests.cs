using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

public sealed class HandoverTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_case_that_is_accepted_moves_and_the_old_owner_reads_little_and_writes_nothing()
    {
        var name = UniqueName("Saar");
        var @case = await _server.CaseInHand(name: name);
        var (germany, spain) = (_server.Officer("de"), _server.Officer("es"));

        Assert.Equal("es", (await germany.OfferHandover(@case.Reference, "es", "She is near their consulate")).Case.Handover!.To);
        var seen = await spain.See(@case.Reference);
        Assert.Null(seen.Persons);
        Assert.Equal("es", (await spain.AcceptHandover(@case.Reference)).Case.Owner);
        await spain.Consult(@case.Reference, "Is she yours?");
        await _server.Officer("ee").Confirm(@case.Reference);
        await spain.Issue(@case.Reference, "EUETD-77");

        var left = await germany.See(@case.Reference);
        Assert.Equal(["read"], left.AllowedActions);
        Assert.Null(left.Persons);
        Assert.Null(left.Place);
        Assert.Null(left.Consultation);
        Assert.Null(left.Decision);
        Assert.Null(left.Document);
        Assert.Empty(left.Papers);
        Assert.Empty(left.Clocks);
        (await germany.History(@case.Reference)).Refused(HttpStatusCode.NotFound);
        var line = Assert.Single(await germany.Search(@case.Reference));
        Assert.Equal((null, null, "consular-matter"), (line.Name, line.Service, line.Title));
        Assert.Empty(await germany.Search(name));
        (await germany.Deliver(@case.Reference, "At the desk")).Refused(HttpStatusCode.Forbidden, "case.not-yours-any-more");
        (await germany.RecordStep(@case.Reference, "anything")).Refused(HttpStatusCode.Forbidden, "case.not-yours-any-more");
        (await germany.Withdraw(@case.Reference, "no")).Refused(HttpStatusCode.Forbidden, "case.not-yours-any-more");
    }

    [Fact]
    public async Task Who_is_offered_a_case_reads_the_matter_and_no_word_about_the_person()
    {
        var (name, place, note, complaint, hold) = (UniqueName("Saar"), UniqueUser(), UniqueUser(), UniqueUser(), UniqueUser());
        var (mari, germany) = (_server.Person("ee", UniqueUser()), _server.Officer("de"));
        var reference = (await mari.OpenCase(Application(name: name) with { Place = place })).Reference;
        await germany.Accept(reference);
        Assert.True((await germany.Act(reference, "paper-requests", new AskForPapersRequest(["photo"], note))).IsSuccess);
        Assert.True((await mari.Complain(reference, complaint)).IsSuccess);
        Assert.True((await _server.Supervisor("ee").Act(reference, "legal-hold", new SetLegalHoldRequest(hold))).IsSuccess);
        Assert.True((await germany.OfferHandover(reference, "es", "Nearer")).IsSuccess);

        var (whole, offered) = (await germany.Show(reference), await _server.Officer("es").Show(reference));
        Assert.All([name, place, note, complaint, hold], w => Assert.Contains(w, whole.Text, StringComparison.Ordinal));
        Assert.All([name, place, note, complaint, hold], w => Assert.DoesNotContain(w, offered.Text, StringComparison.Ordinal));
        Assert.Equal(("photo", true), (Assert.Single(offered.Case.Papers).Kind, offered.Case.LegalHold is not null));
    }

    [Fact]
    public async Task Who_declines_a_case_forgets_it()
    {
        var @case = await _server.CaseInHand();
        var (germany, spain) = (_server.Officer("de"), _server.Officer("es"));
        await germany.OfferHandover(@case.Reference, "es", "Nearer");

        Assert.True((await spain.DeclineHandover(@case.Reference, "No room")).IsSuccess);
        (await spain.Show(@case.Reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
        (await spain.AcceptHandover(@case.Reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
        Assert.DoesNotContain(await spain.Lines("/v1/cases?limit=500"), l => l.Reference == @case.Reference);
        Assert.Equal(("de", null), ((await germany.See(@case.Reference)).Owner, (await germany.See(@case.Reference)).Handover));
    }

    [Fact]
    public async Task An_offer_that_is_taken_back_cannot_be_accepted()
    {
        var @case = await _server.CaseInHand();
        var (germany, spain) = (_server.Officer("de"), _server.Officer("es"));
        await germany.OfferHandover(@case.Reference, "es", "Nearer");
        (await germany.OfferHandover(@case.Reference, "fr", "Nearer")).Refused(HttpStatusCode.Conflict, "handover.already-offered");

        Assert.Null((await germany.WithdrawOffer(@case.Reference)).Case.Handover);
        (await spain.AcceptHandover(@case.Reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
    }

    [Fact]
    public async Task A_case_is_given_back_to_whom_it_came_from()
    {
        var @case = await _server.CaseInHand();
        var (germany, spain) = (_server.Officer("de"), _server.Officer("es"));
        await germany.OfferHandover(@case.Reference, "es", "Nearer");
        await spain.AcceptHandover(@case.Reference);

        Assert.True((await spain.Return(@case.Reference, "She left for Quito")).IsSuccess);
        Assert.Equal("de", (await germany.See(@case.Reference)).Owner);
        (await spain.Consult(@case.Reference, "?")).Refused(HttpStatusCode.Forbidden, "case.not-yours-any-more");
    }

    [Fact]
    public async Task The_state_of_nationality_takes_its_case_back_at_once()
    {
        var @case = await _server.CaseInHand();

        (await _server.Officer("de").Recall(@case.Reference, "Mine")).Refused(HttpStatusCode.Forbidden, "case.not-for-you");
        var recalled = (await _server.Officer("ee").Recall(@case.Reference, "We have an officer in Quito today")).Case;
        Assert.Equal("ee", recalled.Owner);
        (await _server.Officer("de").Consult(@case.Reference, "?")).Refused(HttpStatusCode.Forbidden, "case.not-yours-any-more");
        Assert.Equal("ee", (await _server.Officer("de").See(@case.Reference)).Owner);
        await PlatformServer.Eventually(
            _server.Officer("de").Notices, notices => notices.Any(n => n.Reference == @case.Reference && n.Topic == "case.recalled"));
    }

    [Fact]
    public async Task A_case_is_not_offered_to_a_party_that_may_not_help() =>
        Assert.Equal("not-an-option", (await _server.Officer("de").OfferHandover((await _server.CaseInHand()).Reference, "jp", "Nearer"))
            .Refused(HttpStatusCode.UnprocessableEntity).Errors![0].Code);
}
