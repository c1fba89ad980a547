using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Routing;
using SharedConsular.Runtime;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Services;

internal static class ServiceEndpoints
{
    private const int ListMax = 60;

    public static void MapServices(this RouteGroupBuilder api)
    {
        var services = api.MapGroup("/services").WithTags("Services").WithScope(ServiceScope.Routing, ServiceScope.Tenant);
        services.MapGet("", List).AllowAnonymous()
            .WithSummary("The catalogue, or a state's own version of it.").Produces<Page<ServiceResponse>>();
        services.MapGet("/{id}", Show).AllowAnonymous().WithSummary("One service, with its fees.").Produces<ServiceResponse>();
        services.MapPut("/{id}", Adopt).WithOperation(Operations.KeepServices).WithSummary("Make a service your state's own.").Produces<ServiceResponse>();
        services.MapDelete("/{id}", GiveUp).WithOperation(Operations.KeepServices).WithSummary("Go back to the catalogue's template.");
    }

    private static IResult List(WorldKeeper worlds, RequestFacts request, TimeProvider time, HttpContext http, string? state = null)
    {
        var faults = new FaultList();
        var of = faults.OptionalState("state", state, worlds.Current) ?? request.Caller.Tenant;
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var language = Listener.LanguageOf(http.Request);

        return TypedResults.Ok(new Page<ServiceResponse>(
            [.. worlds.Current.Policies.Services
                .Select(s => View(worlds.Current.FindService(s.Id, of)!, of, worlds.Current, time.Today(), language))
                .OrderBy(s => s.Id, StringComparer.Ordinal)],
            null));
    }

    private static IResult Show(string id, WorldKeeper worlds, RequestFacts request, TimeProvider time, HttpContext http, string? state = null)
    {
        var faults = new FaultList();
        var of = faults.OptionalState("state", state, worlds.Current) ?? request.Caller.Tenant;

        return faults.Any ? faults.Refusal.ToHttp()
            : worlds.Current.FindService(id, of) is { } service
                ? TypedResults.Ok(View(service, of, worlds.Current, time.Today(), Listener.LanguageOf(http.Request)))
                : ServiceRefusals.NotFound.ToHttp();
    }

    private static async Task<IResult> Adopt(
        string id, Body<AdoptServiceRequest> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, TimeProvider time,
        HttpContext http, CancellationToken ct)
    {
        if (worlds.Current.FindService(id) is not { } template)
        {
            return ServiceRefusals.NotFound.ToHttp();
        }

        var faults = new FaultList();
        var altered = Alter(template, body.Value, faults);
        var fees = Fees(body.Value.Fees, request.Caller.Tenant, id, worlds.Current, faults);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var outcome = await entities.Execute(
            ServiceBook.Type, ServiceBook.KeyOf(request.Caller.Tenant), new AdoptService(template, altered, fees), request.Caller,
            request.Identity(body.Fingerprint), request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        await worlds.Refresh(ct);
        var service = worlds.Current.FindService(id, request.Caller.Tenant)!;

        return TypedResults.Ok(View(service, request.Caller.Tenant, worlds.Current, time.Today(), Listener.LanguageOf(http.Request)));
    }

    private static async Task<IResult> GiveUp(string id, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, CancellationToken ct)
    {
        var outcome = await entities.Execute(
            ServiceBook.Type, ServiceBook.KeyOf(request.Caller.Tenant), new GiveUpService(id), request.Caller, request.Identity([]), request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        await worlds.Refresh(ct);

        return TypedResults.NoContent();
    }

    private static Service Alter(Service template, AdoptServiceRequest body, FaultList faults)
    {
        faults.AtMost("#/steps", body.Steps, ListMax);
        faults.AtMost("#/papers", body.Papers, ListMax);
        faults.AtMost("#/names", body.Names, ListMax);
        var names = (body.Names ?? ImmutableDictionary<string, string>.Empty)
            .Take(ListMax)
            .Aggregate(template.Names, (all, name) => all.SetItem(name.Key, faults.Text($"#/names/{name.Key}", name.Value)));

        return template with
        {
            Names = names,
            Steps = body.Steps is null ? template.Steps : [.. body.Steps.Take(ListMax).Select((s, i) => faults.Text($"#/steps/{i}", s))],
            Papers = body.Papers is null ? template.Papers : [.. body.Papers.Take(ListMax).Select((p, i) => faults.Text($"#/papers/{i}", p))],
            Presence = faults.OptionalText("#/presence", body.Presence) ?? template.Presence,
            TypicalTime = faults.OptionalText("#/typicalTime", body.TypicalTime) ?? template.TypicalTime,
            Shareability = faults.Word("#/shareability", body.Shareability, (Shareability?)template.Shareability),
            Note = faults.OptionalText("#/note", body.Note) ?? template.Note,
        };
    }

    private static ImmutableArray<Fee> Fees(IReadOnlyList<TariffRequest>? fees, TenantId state, string service, World world, FaultList faults)
    {
        faults.AtMost("#/fees", fees, ListMax);

        return [.. (fees ?? []).Take(ListMax).Select((f, i) =>
        {
            if (f.Amount is null or < 0 or > 1_000_000)
            {
                faults.Add($"#/fees/{i}/amount", "out-of-range", "An amount goes from 0 to 1,000,000.");
            }

            var currency = faults.Text($"#/fees/{i}/currency", f.Currency, 3);
            if (!world.Tenants.ToArray().Any(t => t.Currencies.Contains(currency)))
            {
                faults.Add($"#/fees/{i}/currency", "unknown-currency", "Use a currency code of ISO 4217, for example EUR.");
            }

            return new Fee(
                state, service, faults.OptionalText($"#/fees/{i}/variant", f.Variant) ?? "", f.Amount, currency, f.From, Confidence.Tenant, "",
                faults.OptionalText($"#/fees/{i}/note", f.Note) ?? "");
        })];
    }

    private static ServiceResponse View(Service service, TenantId state, World world, DateOnly today, string language) => new(
        service.Id,
        service.Version,
        service.NameIn(language),
        service.Names,
        Words.Of(service.Category),
        Words.Of(service.Shareability),
        service.Steps,
        service.Papers,
        service.Presence,
        service.TypicalTime,
        service.FeeRule,
        service.Note,
        service.NeedsPersonConsent,
        service.NeedsOwnState,
        [.. world.FeesOn(state, service.Id, today)
            .Select(f => new TariffResponse(f.Variant, f.Amount, f.Currency, f.EffectiveFrom, Words.Of(f.Basis), f.Source, f.Note))]);
}
