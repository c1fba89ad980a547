using System.Globalization;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Households;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Households;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Audit;

/// <summary>Who read what, and the proof that the record is whole.</summary>
internal static class AuditEndpoints
{
    private const int HeadsMax = 500;

    public static void MapAudit(this RouteGroupBuilder api)
    {
        var audit = api.MapGroup("").WithTags("Audit").WithScope(ServiceScope.Audit);
        audit.MapGet("/cases/{reference}/reads", ReadsOfCase).WithOperation(Operations.ReadCaseRecord)
            .WithSummary("Who looked at a case, newest first: for its person and for the party that keeps it.")
            .Produces<Page<ReadResponse>>();
        audit.MapPost("/households/{reference}/reads", ReadsOfHousehold).AllowAnonymous()
            .WithSummary("Who looked at a household, newest first: for itself, by its secret, and for the party that keeps it.")
            .Produces<Page<ReadResponse>>();
        audit.MapGet("/audit/reads", Reads).WithOperation(Operations.ReadAudit)
            .WithSummary("Who read data of your tenant's nationals, newest first. Names no person.")
            .Produces<Page<ReadResponse>>();
        audit.MapGet("/audit/blocks", Blocks).WithOperation(Operations.ReadAudit)
            .WithSummary("The blocks your tenant's record is sealed in, newest first; keep their hashes elsewhere.")
            .Produces<AuditBlocksResponse>();
        audit.MapGet("/audit/export", Export).WithOperation(Operations.ReadAudit)
            .WithSummary("The whole sealed record of your tenant as JSON lines, for `consular audit verify`.")
            .Produces<string>(StatusCodes.Status200OK, AuditFileResult.ContentType);
    }

    private static Task<IResult> ReadsOfCase(
        string reference, RequestFacts request, AuditDesk desk, CancellationToken ct, string? cursor = null, int? limit = null) =>
        TryParse(cursor, out var before)
            ? desk.OfCase(reference, request.Caller, before, limit, ct)
            : Task.FromResult(RuntimeRefusals.CursorNotOfThisList.ToHttp());

    /// <summary>Asked for like everything with a secret: in the body, as addresses are written down on the way.</summary>
    private static async Task<IResult> ReadsOfHousehold(
        string reference, Body<HouseholdSecretRequest> body, RequestFacts request, FollowLimits limits, HouseholdDesk households, AuditDesk desk,
        HttpContext http, CancellationToken ct, string? cursor = null, int? limit = null)
    {
        if (!TryParse(cursor, out var before))
        {
            return RuntimeRefusals.CursorNotOfThisList.ToHttp();
        }

        var (located, stop) = await HouseholdEndpoints.Locate(reference, body.Value.Secret, request.Caller, limits, households, ct);
        http.Response.Headers.CacheControl = "no-store";

        return located is null ? stop!.ToHttp() : await desk.OfHousehold(located, before, limit, ct);
    }

    private static async Task<IResult> Reads(
        RequestFacts request, AuditDesk desk, CancellationToken ct, string? @case = null, string? party = null, string? user = null, string? rule = null,
        DateTimeOffset? from = null, DateTimeOffset? to = null, string? cursor = null, int? limit = null)
    {
        var tenant = request.Caller.Tenant;
        if (!TryParse(cursor, out var before))
        {
            return RuntimeRefusals.CursorNotOfThisList.ToHttp();
        }

        var (reference, reader) = (CaseReference.Parse(@case)?.Value ?? HouseholdReference.Parse(@case), TenantId.Parse(party));
        if ((@case is not null && reference is null) || (party is not null && reader is null))
        {
            return TypedResults.Ok(new Page<ReadResponse>([], null)); // No such case, household or party, so nothing was read.
        }

        var filter = new ReadFilter(tenant, before)
        {
            Id = reference,
            ReaderTenant = reader,
            ReaderUser = user,
            Rule = rule,
            From = from,
            Until = to,
        };

        return TypedResults.Ok(await desk.OfTenant(filter, limit, ct));
    }

    private static async Task<IResult> Blocks(
        RequestFacts request, IEventStore store, Notary notary, TenantSigner signer, CancellationToken ct, string? cursor = null, int? limit = null)
    {
        var tenant = request.Caller.Tenant;
        if (!TryParse(cursor, out var before))
        {
            return RuntimeRefusals.CursorNotOfThisList.ToHttp();
        }

        if (before is null)
        {
            await notary.SealAll(ct);
        }

        var size = Math.Clamp(limit ?? HeadsMax, 1, HeadsMax);
        var heads = await store.ReadHeads(tenant, before ?? long.MaxValue, size, ct);
        var key = await signer.GetPublicKey(tenant, ct);

        return TypedResults.Ok(new AuditBlocksResponse(
            tenant.Value, Convert.ToHexStringLower(key),
            [.. heads.Select(b => new AuditBlockResponse(b.Number, b.Hash(), b.Previous, b.Root, b.Events.Count, b.Reads.Count, b.SealedAt))],
            heads.Count == size && heads[^1].Number > 1 ? heads[^1].Number.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static AuditFileResult Export(
        RequestFacts request, AuditExport export, AuditDesk desk, StandingGrant grant, HttpContext http, CancellationToken ct,
        DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var tenant = request.Caller.Tenant;
        var lines = export.Read(tenant, from?.ToUniversalTime(), to?.ToUniversalTime(), key => desk.IsHidden(key, tenant), ct);

        return new AuditFileResult(lines, tenant, () => grant.Holds(http, request.Caller, Operations.ReadAudit, ct));
    }

    /// <summary>A cursor of these lists is a place in the record; whoever makes one up only starts elsewhere in its own.</summary>
    private static bool TryParse(string? cursor, out long? before)
    {
        var isPlace = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place);
        before = isPlace ? place : null;

        return isPlace || cursor is null;
    }
}

/// <summary>Lines as they come, while who asked may have them. A file that breaks off lacks its end, and the verifier says so.</summary>
internal sealed class AuditFileResult(IAsyncEnumerable<AuditLine> lines, TenantId tenant, Func<Task<bool>> mayHave) : IResult
{
    public const string ContentType = "application/jsonl";

    /// <summary>After so many lines it is asked again; the first time before the first.</summary>
    public const int LinesPerQuestion = 64;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        await using var writer = new StreamWriter(response.Body, leaveOpen: true);
        var count = 0;
        await foreach (var line in lines.WithCancellation(httpContext.RequestAborted))
        {
            if (count++ % LinesPerQuestion == 0 && !await mayHave())
            {
                return;
            }

            if (!response.HasStarted && response.ContentType is null)
            {
                response.ContentType = ContentType;
                response.Headers.CacheControl = "no-store";
                response.Headers.ContentDisposition = $"attachment; filename=\"audit-{tenant}.jsonl\"";
            }

            await writer.WriteAsync($"{line.Write()}\n".AsMemory(), httpContext.RequestAborted);
        }
    }
}
