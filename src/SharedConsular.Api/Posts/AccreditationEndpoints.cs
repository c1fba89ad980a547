using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Posts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Posts;

/// <summary>What states concerned say against a post acting in a state other than its own place (gate G2).</summary>
internal static class AccreditationEndpoints
{
    private const int ObjectionsShownMax = 1_000;

    public static void MapAccreditations(this RouteGroupBuilder posts)
    {
        var objections = posts.MapGroup("/objections");
        objections.MapGet("", List).WithOperation(Operations.ReadRegister)
            .WithSummary("Objections to posts acting in other states, by post, place and objecting state, withdrawn ones included.")
            .Produces<Page<AccreditationObjectionContract>>();
        objections.MapPost("", Object).WithOperation(Operations.KeepPosts)
            .WithSummary("Your state objects to a post acting in it, or to a post in it acting elsewhere (G2).").Produces<PostResponse>();
        objections.MapPost("/withdrawal", Withdraw).WithOperation(Operations.KeepPosts)
            .WithSummary("Your state withdraws its objection.").Produces<PostResponse>();
    }

    private static IResult List(WorldKeeper worlds, string? post = null, string? place = null, string? by = null)
    {
        var world = worlds.Current;
        var faults = new FaultList();
        var where = faults.OptionalState("place", place, world);
        var whose = faults.OptionalState("by", by, world);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var found = world.Objections
            .Where(o => (post is null || o.PostId == post) && (where is null || o.Place == where) && (whose is null || o.By == whose))
            .Take(ObjectionsShownMax);

        return TypedResults.Ok(new Page<AccreditationObjectionContract>([.. found.Select(PostViews.Of)], null));
    }

    private static async Task<IResult> Object(
        Body<ObjectToPostRequest> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, TimeProvider time, CancellationToken ct)
    {
        var faults = new FaultList();
        var place = faults.OptionalState("#/place", body.Value.Place, worlds.Current) ?? request.Caller.Tenant;
        var channel = faults.OptionalText("#/channel", body.Value.Channel) ?? "";
        var id = faults.Text("#/post", body.Value.Post);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        if (worlds.Current.FindPost(id) is not { } post)
        {
            return PostRefusals.NotFound.ToHttp();
        }

        var objection = new ObjectToAccreditation(post, place, body.Value.From ?? time.Today(), channel);

        return await Record(objection, id, body.Fingerprint, request, entities, worlds, time, ct);
    }

    private static async Task<IResult> Withdraw(
        Body<WithdrawPostObjectionRequest> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, TimeProvider time, CancellationToken ct)
    {
        var faults = new FaultList();
        var place = faults.OptionalState("#/place", body.Value.Place, worlds.Current) ?? request.Caller.Tenant;
        var id = faults.Text("#/post", body.Value.Post);

        return faults.Any
            ? faults.Refusal.ToHttp()
            : await Record(
                new WithdrawAccreditationObjection(id, place, body.Value.LastDay ?? time.Today()), id, body.Fingerprint, request, entities, worlds, time, ct);
    }

    private static async Task<IResult> Record(
        PostCommand command, string id, byte[] fingerprint, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, TimeProvider time,
        CancellationToken ct)
    {
        var outcome = await entities.Execute(
            PostBook.Type, PostBook.KeyOf(request.Caller.Tenant), command, request.Caller, request.Identity(fingerprint), request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        await worlds.Refresh(ct);

        // An objection to a post that is gone since is withdrawn all the same, and there is nothing left to show.
        return worlds.Current.FindPost(id) is { } post ? TypedResults.Ok(PostViews.Of(post, worlds.Current, time.Today())) : TypedResults.NoContent();
    }
}
