using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.ServiceAccounts;

/// <summary>Closed to service accounts themselves: a key makes no keys.</summary>
internal static class ServiceAccountEndpoints
{
    private const int NameLengthMax = 100;

    public static void MapServiceAccounts(this RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/service-accounts").WithTags("Service accounts");
        accounts.MapGet("", List).WithOperation(Operations.ReadServiceAccounts)
            .WithSummary("The service accounts of your party, without their keys.").Produces<Page<ServiceAccountResponse>>();
        accounts.MapPost("", Make).WithOperation(Operations.KeepServiceAccounts).WithSummary("Make a login for a partner's system; its key is shown once.")
            .Produces<ServiceAccountResponse>(StatusCodes.Status201Created);
        accounts.MapDelete("/{id}", Revoke).WithOperation(Operations.KeepServiceAccounts).WithSummary("End a service account at once.");
    }

    private static async Task<IResult> List(RequestFacts request, EntityRuntime entities, CancellationToken ct)
    {
        var found = await entities.Find(ServiceAccountBook.Type, ServiceAccountBook.KeyOf(request.Caller.Tenant), ct);

        return TypedResults.Ok(new Page<ServiceAccountResponse>([.. (found?.State.Accounts.Values ?? []).Select(a => View(a))], null));
    }

    private static async Task<IResult> Make(
        Body<MakeServiceAccountRequest> body, RequestFacts request, EntityRuntime entities, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();
        var name = faults.Text("#/name", body.Value.Name, NameLengthMax);
        var role = faults.Word<Role>("#/role", body.Value.Role);
        var scopes = Scopes(body.Value.Scopes, faults);
        if (body.Value.ExpiresAt is null)
        {
            faults.Add("#/expiresAt", "missing", "This must be filled in.");
        }

        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var key = ServiceAccountKey.Draw(request.Caller.Tenant);
        var outcome = await entities.Execute(
            ServiceAccountBook.Type, ServiceAccountBook.KeyOf(request.Caller.Tenant),
            new MakeServiceAccount(key.Id, name, role, scopes, key.Hash, body.Value.ExpiresAt!.Value), request.Caller,
            request.Identity(body.Fingerprint), request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        // Nobody keeps a key: who lost the answer revokes the account and makes another.
        var made = outcome.Events.OfType<ServiceAccountMade>().Single().Account;
        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Json(View(made, outcome.Replayed ? null : key.ToString()), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Revoke(string id, RequestFacts request, EntityRuntime entities, CancellationToken ct)
    {
        var outcome = await entities.Execute(
            ServiceAccountBook.Type, ServiceAccountBook.KeyOf(request.Caller.Tenant), new RevokeServiceAccount(id), request.Caller, request.Identity([]),
            request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.NoContent();
    }

    private static ImmutableArray<ServiceScope> Scopes(IReadOnlyList<string>? words, FaultList faults)
    {
        var known = Enum.GetValues<ServiceScope>();
        faults.AtMost("#/scopes", words, known.Length);
        var scopes = ImmutableArray.CreateBuilder<ServiceScope>();
        foreach (var (i, word) in (words ?? []).Take(known.Length).Index())
        {
            if (ServiceScopes.Parse(word) is { } scope)
            {
                scopes.Add(scope);
            }
            else
            {
                var list = string.Join(", ", known.Select(ServiceScopes.WordOf));
                faults.Add($"#/scopes/{i}", "unknown-word", $"Use one of: {list}.", list);
            }
        }

        return scopes.ToImmutable();
    }

    private static ServiceAccountResponse View(ServiceAccount account, string? key = null) => new(
        account.Id, account.Name, Words.Of(account.Role), [.. account.Scopes.Select(ServiceScopes.WordOf)], account.ExpiresAt, account.MadeBy.Value,
        account.MadeAt, key);
}
