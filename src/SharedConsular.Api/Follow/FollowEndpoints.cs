using System.Security.Cryptography;
using System.Text;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Cases;
using SharedConsular.Api.FeatureFlags;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.FeatureFlags;
using SharedConsular.Routing;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Follow;

/// <summary>How a person without a login sees where her case stands: by its reference and a secret, without a name.</summary>
internal static class FollowEndpoints
{
    private static readonly Refusal NoMatch =
        new(RefusalKind.NotFound, "follow.no-match", "No case can be followed by this reference and this secret. Check both, or ask the post that serves you.");

    public static readonly Refusal TooMany =
        new(RefusalKind.NotAllowed, "follow.too-many", "This was tried too often; wait a while and try again.");

    public static void MapFollow(this RouteGroupBuilder api)
    {
        api.MapPost("/follow", Follow).AllowAnonymous().WithTags("Follow").WithSummary("Where a case stands, by reference and secret.")
            .Produces<FollowResponse>();
        api.MapPost("/cases/{reference}/follow-secret", Change).WithCaseAction(CaseAction.ChangeFollowSecret)
            .WithTags("Follow").WithScope(ServiceScope.CasesWrite).WithSummary("Have a new secret to follow the case by; the old one stops.")
            .Produces<FollowSecretResponse>();
    }

    private static async Task<IResult> Follow(
        Body<FollowRequest> body, FollowLimits limits, ListReader lists, EntityRuntime entities, WorldKeeper worlds, ReadRecorder recorder, Switches switches,
        TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (!limits.AllowsAddress(http.Connection.RemoteIpAddress))
        {
            return TooMany.ToHttp();
        }

        if (await switches.IsOffForAll(Feature.FollowBySecret))
        {
            return FlagRefusals.FollowingIsOff.ToHttp();
        }

        // Where it is off only in part, a right secret is answered as a wrong one is: nobody tries out a leaked one.
        var reference = CaseReference.Parse(body.Value.Reference);
        if (reference is not null && FollowSecret.Parse(body.Value.Secret) is { } secret
            && await Find(reference, secret.HashFor(reference.Value), lists, entities, ct) is var (key, @case)
            && Caller.Follower(@case.FollowHash!) is var follower
            && CaseAccess.Decide(worlds.Current.Access, CaseAction.Follow, @case, follower, time.GetUtcNow()).Grounds is { } grounds
            && await switches.IsOn(Feature.FollowBySecret, key.Tenant, [@case.In!], reference.Value))
        {
            await recorder.RecordFollowed(key, follower, grounds);
            http.Response.Headers.CacheControl = "no-store";

            return TypedResults.Ok(View(reference, @case, worlds.Current, Listener.LanguageOf(http.Request)));
        }

        // Whoever has the secret is answered however often others guessed: guesses must not shut the person out.
        return (limits.AllowsGuess(reference?.Value ?? "") ? NoMatch : TooMany).ToHttp();
    }

    private static async Task<IResult> Change(
        string reference, Body<NothingMore> body, RequestFacts request, CaseDesk desk, FollowSecrets secrets, EntityRuntime entities, HttpContext http,
        CancellationToken ct)
    {
        if (await desk.Locate(reference, request, ct) is not var (key, @case) || CaseReference.Parse(key.Id) is not { } parsed)
        {
            return CaseRefusals.NotFound.ToHttp();
        }

        if (desk.FindStop(CaseAction.ChangeFollowSecret, @case, request.Caller) is { } stop)
        {
            return stop.ToHttp();
        }

        var attempt = request.Identity(body.Fingerprint);
        var secret = await secrets.Draw(parsed.Value, attempt, ct);
        var outcome = await entities.Execute(
            Case.Type, key, new ChangeFollowSecret(secret.HashFor(parsed.Value)), request.Caller, attempt, request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Ok(new FollowSecretResponse(key.Id, secret.ToString()));
    }

    /// <summary>A wrong secret and an unknown reference both end at a row that is not there.</summary>
    internal static async Task<(EntityKey Key, Case Case)?> Find(
        CaseReference reference, string hash, ListReader lists, EntityRuntime entities, CancellationToken ct) =>
        await lists.FindRow(CaseListRow.FollowerOf(hash), CaseListRow.Followed, reference.Value, ct) is { } row
        && await entities.Find(Case.Type, row.Entity, ct) is { State: { FollowHash: { } known } @case }
        && IsSame(known, hash)
            ? (row.Entity, @case)
            : null;

    /// <summary>Whether a secret is the one that was given out; how long the look takes tells nothing.</summary>
    internal static bool IsSame(string known, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known), Encoding.ASCII.GetBytes(hash));

    private static FollowResponse View(CaseReference reference, Case @case, World world, string language)
    {
        var secretMatter = CaseListRow.IsProtected(@case);
        var missing = @case.Papers.Where(p => p.ProvidedAt is null).Select(p => secretMatter ? CaseView.NeutralPaper : p.Kind).Distinct();
        var service = @case.Service!.Id;

        return new FollowResponse(
            reference.Value,
            Words.Of(@case.Status),
            secretMatter ? CaseListRow.NeutralTitle : world.FindService(service)?.NameIn(language) ?? service,
            world.NameOf(@case.Owner!, language),
            @case.Clocks.Where(c => c.EscalatedAt is null).Select(c => (DateTimeOffset?)c.DueAt).Min(),
            [.. missing],
            @case.OpenedAt);
    }
}
