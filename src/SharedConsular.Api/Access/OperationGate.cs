using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using SharedConsular.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;

namespace SharedConsular.Api.Access;

/// <summary>
/// The one gate of every address. What concerns a party is decided here, by the access rules in force; what concerns a case
/// is decided by its desk, which has the case. An address that says neither, and is not open to anybody, is shut.
/// </summary>
internal sealed class OperationGate(WorldKeeper worlds, TimeProvider time) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var endpoint = context.HttpContext.GetEndpoint()!.Metadata;
        if (endpoint.GetMetadata<IAllowAnonymous>() is not null || endpoint.GetMetadata<CaseActionNeeded>() is not null)
        {
            return await next(context);
        }

        var needed = endpoint.GetMetadata<OperationNeeded>() ?? throw new UnreachableException("An address says neither what it does nor that it is open.");
        var request = context.Arguments.OfType<RequestFacts>().FirstOrDefault() ?? (await RequestFacts.BindAsync(context.HttpContext, null))!;

        return (request.Refusal ?? FindRefusal(needed, request.Caller, context)) is { } refusal ? refusal.ToHttp() : await next(context);
    }

    private Refusal? FindRefusal(OperationNeeded needed, Caller caller, EndpointFilterInvocationContext context)
    {
        var relation = needed.Tenant is { } find ? RelationOf(caller, find(context)) : TenantRelation.Own;
        var answer = worlds.Current.Access.Decide(needed.Operation, relation, caller, time.GetUtcNow());

        // By which rule is not told here: who wants to know asks for it.
        return answer.Refusal is { Kind: RefusalKind.NotAllowed } ? AccessRefusals.NotForThisRole : answer.Refusal;
    }

    private TenantRelation RelationOf(Caller caller, string? name) =>
        name == caller.Tenant.Value ? TenantRelation.Own
        : TenantId.Parse(name) is { } tenant && worlds.Current.FindSettings(tenant) is { HasAdministrator: true } ? TenantRelation.Other
        : TenantRelation.Unmanaged;
}

/// <summary>How an address says what it does.</summary>
internal static class OperationMetadata
{
    /// <param name="builder">The address.</param>
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    /// <param name="tenant">The tenant the request names; without it the operation concerns the caller's own.</param>
    public static RouteHandlerBuilder WithOperation(
        this RouteHandlerBuilder builder, string operation, Func<EndpointFilterInvocationContext, string?>? tenant = null) =>
        builder.WithMetadata(new OperationNeeded(operation, tenant));

    /// <summary>What the access rules call the address, by what it says of itself; never a part of the address somebody wrote.</summary>
    public static string NameOf(IEnumerable<object> endpoint) =>
        endpoint.OfType<OperationNeeded>().FirstOrDefault() is { } needed ? $"operation:{needed.Operation}"
        : endpoint.OfType<CaseActionNeeded>().FirstOrDefault() is { } action ? $"action:{CaseActions.NameOf(action.Action)}"
        : endpoint.OfType<IAllowAnonymous>().Any() ? "open"
        : "none";

    public static string NameOf(HttpContext http) => http.GetEndpoint() is RouteEndpoint endpoint
        ? NameOf(endpoint.Metadata) is var name && name is "open" or "none" ? endpoint.RoutePattern.RawText ?? name : name
        : "none";

    public static RouteHandlerBuilder WithCaseAction(this RouteHandlerBuilder builder, CaseAction action) =>
        builder.WithMetadata(new CaseActionNeeded(action));
}

internal sealed record OperationNeeded(string Operation, Func<EndpointFilterInvocationContext, string?>? Tenant);

internal sealed record CaseActionNeeded(CaseAction Action);
