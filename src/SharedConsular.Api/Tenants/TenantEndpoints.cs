using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Policies;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Tenants;

internal static class TenantEndpoints
{
    /// <summary>More names than a folder has files: the rest of the faults would say nothing new.</summary>
    private const int FilesMax = 20;

    /// <summary>Holidays are told for a year ahead.</summary>
    private const int ProfileDays = 366;

    private static readonly string LockOutWarning =
        new PolicyFault(PolicyFaultLevel.Warning, TenantRefusals.LocksYouOut.Code, "signin.yaml", 0, TenantRefusals.LocksYouOut.Message).ToString();

    public static void MapTenants(this RouteGroupBuilder api)
    {
        var tenants = api.MapGroup("/tenants/{code}").WithTags("Tenants").WithScope(ServiceScope.Tenant);
        tenants.MapGet("", Show).WithOperation(Operations.ReadRegister).WithSummary("Who a party is to the people it serves.").Produces<TenantResponse>();
        tenants.MapGet("/profile", Profile).AllowAnonymous().WithSummary("What anybody may know of a party.").Produces<TenantProfileResponse>();
        tenants.MapPost("/plan", Plan).WithOperation(Operations.ApplyFolder, TenantOf)
            .WithSummary("What applying a folder would change; nothing is stored.").Produces<TenantPlanResponse>();
        tenants.MapPost("/versions", Apply).WithOperation(Operations.ApplyFolder, TenantOf)
            .WithSummary("Put a folder in force, all of it in one step or nothing.").Produces<TenantPlanResponse>();
        tenants.MapPost("/versions/back", PutBack).WithOperation(Operations.PutBackFolder, TenantOf)
            .WithSummary("Put an older version in force again, as a new one.").Produces<TenantPlanResponse>();
        tenants.MapGet("/versions", Versions).WithOperation(Operations.ReadFolder, TenantOf)
            .WithSummary("The versions of the folder, newest first.").Produces<Page<TenantVersionResponse>>();
        tenants.MapGet("/folder", Export).WithOperation(Operations.ReadFolder, TenantOf)
            .WithSummary("The files exactly as they were applied.").Produces<TenantFolderResponse>();
    }

    private static async Task<IResult> Show(string code, TenantDesk desk, WorldKeeper worlds, CancellationToken ct)
    {
        if (FindTenant(code, worlds) is not { } tenant)
        {
            return TenantRefusals.NotFound.ToHttp();
        }

        var (book, _) = await desk.Find(tenant.Id, ct);
        var profile = book.Settings?.Profile;

        return TypedResults.Ok(new TenantResponse(
            tenant.Id.Value, book.Current?.Number ?? 0, tenant.Names, tenant.Languages,
            BrandingOf(profile),
            profile?.TimeZones ?? [], tenant.Currencies,
            profile is null
                ? null
                : new NameRulesResponse(Words.Of(profile.NameRules.Order), profile.NameRules.Scripts, [.. profile.NameRules.Required.Select(Words.Of)])));
    }

    private static IResult Profile(string code, WorldKeeper worlds, TimeProvider time)
    {
        if (FindTenant(code, worlds) is not { } tenant)
        {
            return TenantRefusals.NotFound.ToHttp();
        }

        var (profile, today) = (worlds.Current.FindSettings(tenant.Id)?.Profile, time.Today());
        var calendar = worlds.Current.CalendarOf(tenant.Id);
        var days = Enumerable.Range(0, ProfileDays).Select(today.AddDays).Where(d => !calendar.IsWorkingDay(d) && !calendar.Weekend.Contains(d.DayOfWeek));

        return TypedResults.Ok(new TenantProfileResponse(
            tenant.Id.Value, tenant.Names, tenant.Languages, BrandingOf(profile), [.. days], profile?.TimeZones ?? []));
    }

    /// <summary>None where the tenant has not said how it looks.</summary>
    private static TenantBrandingResponse? BrandingOf(TenantProfile? profile) =>
        profile?.Branding is { ShortName.Length: > 0 } branding
            ? new TenantBrandingResponse(branding.ShortName, branding.Primary, branding.OnPrimary)
            : null;

    private static async Task<IResult> Plan(
        string code, Body<TenantFolderRequest> body, RequestFacts request, TenantDesk desk, WorldKeeper worlds, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();
        if (FindTenant(code, worlds) is not { } tenant || FilesOf(body.Value, faults) is not { } files)
        {
            return (faults.Any ? faults.Refusal : TenantRefusals.NotFound).ToHttp();
        }

        var (draft, refusal) = await desk.Plan(tenant.Id, files, request, ct);
        if (draft is null)
        {
            return refusal!.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(draft.Before.Versions.Length);

        return TypedResults.Ok(View(tenant.Id, draft.Before.Versions.Length, draft));
    }

    private static async Task<IResult> Apply(
        string code, Body<TenantFolderRequest> body, RequestFacts request, TenantDesk desk, WorldKeeper worlds, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();

        return FindTenant(code, worlds) is { } tenant && FilesOf(body.Value, faults) is { } files
            ? await PutInForce(tenant.Id, new TenantApplication(files, null, body.Value.LockOutAccepted is true), request, body.Fingerprint, desk, http, ct)
            : (faults.Any ? faults.Refusal : TenantRefusals.NotFound).ToHttp();
    }

    private static async Task<IResult> PutBack(
        string code, Body<PutBackTenantRequest> body, RequestFacts request, TenantDesk desk, WorldKeeper worlds, HttpContext http, CancellationToken ct)
    {
        if (FindTenant(code, worlds) is not { } tenant)
        {
            return TenantRefusals.NotFound.ToHttp();
        }

        var (book, _) = await desk.Find(tenant.Id, ct);

        if (book.FindVersion(body.Value.Version ?? 0) is not { } version)
        {
            return TenantRefusals.VersionNotFound.ToHttp();
        }

        var application = new TenantApplication(await desk.ReadFiles(version, ct), version.Number, body.Value.LockOutAccepted is true);

        return await PutInForce(tenant.Id, application, request, body.Fingerprint, desk, http, ct);
    }

    private static async Task<IResult> PutInForce(
        TenantId tenant, TenantApplication application, RequestFacts request, byte[] fingerprint, TenantDesk desk, HttpContext http,
        CancellationToken ct)
    {
        var (draft, outcome, refusal) = await desk.Apply(tenant, application, request, fingerprint, ct);
        if (refusal is not null || draft is null || outcome is null)
        {
            return refusal!.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(outcome.Version);

        return TypedResults.Ok(View(tenant, (int)outcome.Version, draft));
    }

    private static async Task<IResult> Versions(string code, TenantDesk desk, WorldKeeper worlds, CancellationToken ct)
    {
        if (FindTenant(code, worlds) is not { } tenant)
        {
            return TenantRefusals.NotFound.ToHttp();
        }

        var (book, _) = await desk.Find(tenant.Id, ct);

        return TypedResults.Ok(new Page<TenantVersionResponse>(
            [.. book.Versions.Reverse().Select(v => new TenantVersionResponse(v.Number, v.AppliedAt, v.By.Value, v.PutBack, [.. v.Files.Select(f => f.Name)]))],
            null));
    }

    private static async Task<IResult> Export(
        string code, TenantDesk desk, WorldKeeper worlds, HttpContext http, CancellationToken ct, int? version = null)
    {
        if (FindTenant(code, worlds) is not { } tenant)
        {
            return TenantRefusals.NotFound.ToHttp();
        }

        var (book, _) = await desk.Find(tenant.Id, ct);
        if ((version is { } number ? book.FindVersion(number) : book.Current) is not { } asked)
        {
            return TenantRefusals.VersionNotFound.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(asked.Number);

        return TypedResults.Ok(new TenantFolderResponse(tenant.Id.Value, asked.Number, TenantDesk.TextsOf(await desk.ReadFiles(asked, ct))));
    }

    private static string? TenantOf(EndpointFilterInvocationContext context) => context.HttpContext.GetRouteValue("code") as string;

    private static Tenant? FindTenant(string code, WorldKeeper worlds) =>
        TenantId.Parse(code) is { } id ? worlds.Current.FindTenant(id) : null;

    private static SortedDictionary<string, byte[]>? FilesOf(TenantFolderRequest request, FaultList faults)
    {
        if (request.Files is null or { Count: 0 })
        {
            faults.Add("#/files", "missing", "This must be filled in.");
            return null;
        }

        faults.AtMost("#/files", (IReadOnlyCollection<KeyValuePair<string, string>>)request.Files, FilesMax);
        if (request.Files.Any(f => f.Value is null))
        {
            faults.Add("#/files", "missing", "This must be filled in.");
        }

        return faults.Any ? null : TenantDesk.BytesOf(request.Files);
    }

    private static TenantPlanResponse View(TenantId tenant, int version, TenantDraft draft) => new(
        tenant.Value,
        version,
        [.. draft.Changes.Select(c => new TenantChangeResponse(
            Words.Of(c.Kind), c.File, c.Item, c.Field, c.From, c.To, c.Period.From, c.Period.To))],
        draft.Texts,
        draft.Overridden,
        draft.LocksOut ? [.. draft.Warnings, LockOutWarning] : draft.Warnings);
}
