using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

public sealed class AgreementExitTests
{
    [Fact]
    public async Task When_an_agreement_is_suspended_each_open_case_meets_its_exit_rule()
    {
        await using var server = await PlatformServer.Start();
        var (australia, canada) = (server.Officer("au"), server.Officer("ca"));
        var routine = await server.Person("ca", "anne").OpenCase(Application(Detained, party: "au"));
        var urgent = await server.Person("ca", "ben").OpenCase(Application(Detained with { Urgency = "urgent" }, party: "au"));
        Assert.Equal("ca-au-1986", routine.Agreement);
        await australia.Accept(routine.Reference);
        await australia.Accept(urgent.Reference);

        var suspended = (await server.Administrator("au").Post("/v1/agreements/ca-au-1986/suspensions", new SuspendAgreementRequest(Reason: "Cyclone")))
            .Read<AgreementResponse>();
        Assert.False(suspended.InForceToday);

        await PlatformServer.Eventually(async () => (await canada.See(routine.Reference)).Owner, owner => owner == "ca");
        (await australia.RecordStep(routine.Reference, "anything")).Refused(HttpStatusCode.Forbidden, "case.not-yours-any-more");
        var finished = await PlatformServer.Eventually(
            async () => (await canada.History(urgent.Reference)).Read<Page<HistoryLineResponse>>().Items,
            history => history.Any(h => h.What == "case-agreement-exit-applied"));
        Assert.Single(finished, h => h.What == "case-agreement-exit-applied");
        Assert.Equal("au", (await australia.See(urgent.Reference)).Owner);
        var answer = (await server.Anybody().Ask(Detained)).Read<RoutingResponse>();
        Assert.DoesNotContain(answer.Options, o => o.Party == "au");
        Assert.Contains(answer.Rejected, r => r is { Party: "au", Code: "agreement.suspended" or "agreement.not-in-force" });
    }
}
