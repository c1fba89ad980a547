using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Posts;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Posts;

internal static class PostEndpoints
{
    private const int PageSizeDefault = 100;
    private const int PageSizeMax = 1_000;

    public static void MapPosts(this RouteGroupBuilder api)
    {
        var posts = api.MapGroup("/posts").WithTags("Posts").WithScope(ServiceScope.Routing, ServiceScope.Tenant);
        posts.MapGet("", List).AllowAnonymous()
            .WithSummary("Posts by receiving state, sending state and kind, in the order of their ids.").Produces<Page<PostResponse>>();
        posts.MapGet("/{id}", Show).AllowAnonymous().WithSummary("One post.").Produces<PostResponse>();
        posts.MapPut("/{id}", Record).WithOperation(Operations.KeepPosts)
            .WithSummary("Open a post of your state, or correct what is known of it.").Produces<PostResponse>();
        posts.MapDelete("/{id}", Remove).WithOperation(Operations.KeepPosts).WithSummary("Take back what your state said about a post.");
        posts.MapAccreditations();
    }

    private static IResult List(
        WorldKeeper worlds, TimeProvider time, string? country = null, string? sending = null, string? kind = null, string? cursor = null, int? limit = null)
    {
        var world = worlds.Current;
        var faults = new FaultList();
        var place = faults.OptionalState("country", country, world);
        var sender = faults.OptionalState("sending", sending, world);
        PostKind? only = kind is null ? null : faults.Word<PostKind>("kind", kind);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var size = Math.Clamp(limit ?? PageSizeDefault, 1, PageSizeMax);
        var found = world.Posts
            .Where(p => (place is null || p.Country == place) && (sender is null || p.Sending == sender) && (only is null || p.Kind == only))
            .Where(p => cursor is null || string.CompareOrdinal(p.Id, cursor) > 0)
            .OrderBy(p => p.Id, StringComparer.Ordinal)
            .Take(size + 1)
            .ToList();

        return TypedResults.Ok(new Page<PostResponse>(
            [.. found.Take(size).Select(p => PostViews.Of(p, world, time.Today()))], found.Count > size ? found[size - 1].Id : null));
    }

    private static IResult Show(string id, WorldKeeper worlds, TimeProvider time) =>
        worlds.Current.FindPost(id) is { } post ? TypedResults.Ok(PostViews.Of(post, worlds.Current, time.Today())) : PostRefusals.NotFound.ToHttp();

    private static async Task<IResult> Record(
        string id, Body<RecordPostRequest> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, TimeProvider time, CancellationToken ct)
    {
        var faults = new FaultList();
        var post = PostRequests.Parse(id, body.Value, request.Caller.Tenant, worlds.Current, faults);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        if (worlds.Current.FindPost(id) is { } known && known.Sending != request.Caller.Tenant)
        {
            return PostRefusals.NotYours.ToHttp();
        }

        var outcome = await entities.Execute(
            PostBook.Type, PostBook.KeyOf(request.Caller.Tenant), new RecordPost(post), request.Caller,
            request.Identity(body.Fingerprint), request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        await worlds.Refresh(ct);

        return TypedResults.Ok(PostViews.Of(worlds.Current.FindPost(id)!, worlds.Current, time.Today()));
    }

    private static async Task<IResult> Remove(string id, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, CancellationToken ct)
    {
        var outcome = await entities.Execute(
            PostBook.Type, PostBook.KeyOf(request.Caller.Tenant), new RemovePostEntry(id), request.Caller, request.Identity([]), request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        await worlds.Refresh(ct);

        return TypedResults.NoContent();
    }
}
