using SharedConsular.Api.Requests;
using SharedConsular.Api.Routing;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Routing;

namespace SharedConsular.Api.Cases;

/// <summary>Opening a case is three steps: who may help, whom the case goes to, and the case itself.</summary>
internal static class OpenCaseEndpoint
{
    private static readonly Refusal NobodyMayHelp =
        new(RefusalKind.Conflict, "case.nobody-may-help", "Nobody on the platform may help with this here and now; routing decision {0} says why.");

    private static readonly Refusal NotAnOption =
        new(RefusalKind.Conflict, "case.not-an-option", "The party or post you chose is not among those that may help; routing decision {0} lists them.");

    public static async Task<IResult> Open(
        Body<OpenCaseRequest> body, RequestFacts request, CaseDesk desk, RoutingDesk routing, WorldKeeper worlds, TimeProvider time,
        HttpContext http, CancellationToken ct)
    {
        if (request.Key is null)
        {
            return RequestRefusals.KeyMissing.ToHttp();
        }

        var faults = new FaultList();
        var query = RoutingQuestions.Parse(
            body.Value.Need ?? new RoutingRequest(null, null, null), worlds.Current, time.Today(), faults, "#/need");
        var persons = CaseRequests.Persons(body.Value.Persons, query?.Nationalities ?? [], worlds.Current, time.Today(), faults);
        var place = faults.OptionalText("#/place", body.Value.Place);
        var applicant = faults.OptionalText("#/applicant", body.Value.Applicant, TenantId.LengthMax);
        if (query is null || faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var taken = await routing.Decide(query, ct);
        if (CaseRequests.Choose(taken.Answer, body.Value.Party, body.Value.Post, request.Caller) is not { } option)
        {
            return (taken.Answer.Options.IsEmpty ? NobodyMayHelp : NotAnOption).With(taken.Id).ToHttp();
        }

        var command = new OpenCase(
            ServingRoute.From(option),
            CaseService.From(taken.World.FindService(query.Service.Id, option.ActsFor) ?? query.Service),
            persons,
            request.Caller.Role is Role.National ? request.Caller.User : applicant is null ? null : LoginOf(applicant, option.ActsFor),
            query.Urgency,
            query.In,
            place,
            query.FearsOwnState,
            taken.Id,
            [.. Calendars(option, taken.World)])
        {
            Protocols = taken.World.Protocols.AdoptedBy(option.Party, query.FearsOwnState ? null : option.ActsFor),
            NameRules = taken.World.FindSettings(option.ActsFor)?.Profile.NameRules,
        };

        return await desk.Open(command, request, body.Fingerprint, http, ct);
    }

    /// <summary>A login is of the state that is acted for, unless it names another one: <c>fi/mari</c>.</summary>
    private static UserId LoginOf(string applicant, TenantId actsFor) =>
        new UserId(applicant) is { } login && login.FindParty() is not null ? login : UserId.OfNational(actsFor, applicant);

    private static IEnumerable<SharedConsular.Calendars.WorkCalendar> Calendars(RoutingOption option, World world) =>
        option.Obligations.Select(o => o.ClockOf).Append(option.Party).OfType<TenantId>().Distinct().Select(world.CalendarOf);
}
