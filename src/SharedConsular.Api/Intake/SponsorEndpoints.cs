using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Households;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Intake;

/// <summary>
/// For who speaks for many people: companies, charities, members of parliament. Of those they registered, and of those who
/// gave them reference and secret, they see where each stands now, and nothing else.
/// </summary>
internal static class SponsorEndpoints
{
    private const int InquiriesMax = 200;

    public static void MapSponsors(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/crises/{id}").WithTags("Households").WithScope(ServiceScope.EvacuationSponsor);
        all.MapGet("/sponsored", List).WithOperation(Operations.WorkCrises).WithSummary("Where those stand whom your login registered by a file.")
            .Produces<Page<SponsoredHouseholdResponse>>();
        all.MapPost("/inquiries", Ask).WithOperation(Operations.WorkCrises)
            .WithSummary("Where households stand that gave you reference and secret.")
            .Produces<InquiryResponse>();
    }

    private static async Task<IResult> List(
        string id, RequestFacts request, CrisisDesk crises, ListReader lists, CancellationToken ct, string? cursor = null, int? limit = null)
    {
        if (await crises.Find(id, ct) is null)
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        var viewer = SponsoredHousehold.ViewerOf(new SharedConsular.Cases.Actor(request.Caller.Tenant, request.Caller.User));
        var query = new ListQuery(viewer, SponsoredHousehold.List)
        {
            Terms = [$"crisis:{id}"],
            Cursor = cursor,
            PageSize = limit ?? ListReader.PageSizeDefault,
        };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } =>
                TypedResults.Ok(new Page<SponsoredHouseholdResponse>([.. page.Rows.Select(r => View(r.Read<SponsoredHousehold>()))], page.Next)),
            ListAnswer.Refused refused => refused.Reason.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException("A list is read or refused."),
        };
    }

    private static async Task<IResult> Ask(
        string id, Body<InquiryRequest> body, RequestFacts request, HouseholdDesk desk, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();
        faults.AtMost("#/households", body.Value.Households, InquiriesMax);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var (known, unknown) = (new List<SponsoredHouseholdResponse>(), new List<string>());
        foreach (var asked in body.Value.Households ?? [])
        {
            var reference = HouseholdReference.Parse(asked.Reference) ?? "";
            if (await desk.Locate(reference, asked.Secret ?? "", request.Caller, ct) is { Found.State: var household } && household.Crisis == id)
            {
                known.Add(View(SponsoredHousehold.Of(reference, household)));
            }
            else
            {
                // The limit of a login is enough here: a secret has more values than it could try in a thousand years.
                unknown.Add(asked.Reference ?? "");
            }
        }

        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Ok(new InquiryResponse(known, unknown));
    }

    private static SponsoredHouseholdResponse View(SponsoredHousehold row) => new(
        row.Reference, row.Persons.ToDictionary(p => Words.Of(p.Key), p => p.Value), row.RegisteredAt, row.WorkedOnAt,
        row.Promise is { } promise ? Words.Of(promise) : null);
}
