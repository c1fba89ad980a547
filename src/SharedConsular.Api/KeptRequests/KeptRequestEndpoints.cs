using System.Security.Cryptography;
using System.Text.Json;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Requests;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.KeptRequests;
using SharedConsular.Retention;
using SharedConsular.Runtime;

namespace SharedConsular.Api.KeptRequests;

/// <summary>A person without a login keeps what she has written so far, and takes it up again anywhere by its reference and her secret.</summary>
internal static class KeptRequestEndpoints
{
    private static readonly Refusal NoMatch = KeptRequestRefusals.NoMatch.With($"{KeptRequest.KeptFor.TotalDays}");

    public static void MapKeptRequests(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/kept-requests").AllowAnonymous().WithTags("Kept requests");
        all.MapPost("", Keep).WithSummary("Keep a request that is not sent yet. No state sees it; the answer has the secret that opens it again.")
            .Produces<KeptRequestResponse>(StatusCodes.Status201Created);
        all.MapPost("/{reference}/writings", KeepAgain).WithSummary("Keep what was written on, for the full time again.").Produces<KeptRequestResponse>();
        all.MapPost("/{reference}/text", TakeUp).WithSummary("What is kept, by its reference and secret.").Produces<KeptRequestTextResponse>();
        all.MapPost("/{reference}/erasure", Erase).WithSummary("Erase what is kept. It is gone from the history as well.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Keep(
        Body<OpenCaseRequest> body, RequestFacts request, FollowLimits limits, FollowSecrets secrets, EntityRuntime entities, HttpContext http,
        CancellationToken ct)
    {
        if (GuestRequestEndpoints.FindStop(request, limits, http) is { } stop)
        {
            return stop.ToHttp();
        }

        var reference = KeptRequestReference.FromBits(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        var guest = request.As(GuestRequestEndpoints.GuestOf(request.Key!));
        var attempt = guest.Identity(body.Fingerprint);
        var secret = await secrets.Draw(reference, attempt, ct);
        var outcome = await entities.Execute(
            KeptRequest.Type, KeptRequest.KeyOf(reference), new KeepRequest(Write(body.Value), secret.HashFor(reference)), guest.Caller, attempt, null, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        // A repeated attempt is answered with the reference, and so with the secret, of the first.
        secret = outcome.Key.Id == reference ? secret : await secrets.Draw(outcome.Key.Id, attempt, ct);
        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Json(
            new KeptRequestResponse(outcome.Key.Id, outcome.State.Until, secret.ToString()), statusCode: StatusCodes.Status201Created);
    }

    private static Task<IResult> KeepAgain(
        string reference, Body<KeepAgainRequest> body, RequestFacts request, FollowLimits limits, EntityRuntime entities, HttpContext http,
        CancellationToken ct) =>
        Inside(reference, body.Value.Secret, request, limits, entities, http, async (key, kept) =>
        {
            var command = new KeepRequest(Write(body.Value.Request ?? new OpenCaseRequest(null, null)), kept.FollowHash);
            var outcome = await entities.Execute(KeptRequest.Type, key, command, request.Caller, request.Identity(body.Fingerprint), null, ct);

            return outcome.Refusal?.ToHttp() ?? TypedResults.Ok(new KeptRequestResponse(key.Id, outcome.State.Until));
        });

    private static Task<IResult> TakeUp(
        string reference, Body<KeptRequestSecretRequest> body, RequestFacts request, FollowLimits limits, EntityRuntime entities, HttpContext http,
        CancellationToken ct) =>
        Inside(reference, body.Value.Secret, request, limits, entities, http, (key, kept) => Task.FromResult(kept.Text is { } text
            ? (IResult)TypedResults.Ok(new KeptRequestTextResponse(key.Id, kept.Until, $"{FollowSecret.Parse(body.Value.Secret)}", Read(text)))
            : NoMatch.ToHttp()));

    private static Task<IResult> Erase(
        string reference, Body<KeptRequestSecretRequest> body, RequestFacts request, FollowLimits limits, EntityRuntime entities, HttpContext http,
        CancellationToken ct) =>
        Inside(reference, body.Value.Secret, request, limits, entities, http, async (key, _) =>
        {
            var command = new EraseKeptRequest(ErasureGround.PersonAsked);
            var outcome = await entities.Execute(KeptRequest.Type, key, command, request.Caller, request.Identity(body.Fingerprint), null, ct);

            return outcome.Refusal?.ToHttp() ?? TypedResults.NoContent();
        });

    /// <summary>
    /// Goes on for whoever has the secret. Who works for a party is nobody here, whatever she got hold of: what is not sent is no
    /// state's to read.
    /// </summary>
    private static async Task<IResult> Inside(
        string reference, string? secret, RequestFacts request, FollowLimits limits, EntityRuntime entities, HttpContext http,
        Func<EntityKey, KeptRequest, Task<IResult>> goOn)
    {
        if (!limits.AllowsAddress(http.Connection.RemoteIpAddress))
        {
            return FollowEndpoints.TooMany.ToHttp();
        }

        http.Response.Headers.CacheControl = "no-store";
        var known = KeptRequestReference.Parse(reference);
        if (known is not null && request.Caller.Role is (Role.Anonymous or Role.National)
            && FollowSecret.Parse(secret)?.HashFor(known) is { } hash
            && KeptRequest.KeyOf(known) is var key
            && await entities.Find(KeptRequest.Type, key, http.RequestAborted) is { State: var kept }
            && FollowEndpoints.IsSame(kept.FollowHash, hash))
        {
            return await goOn(key, kept);
        }

        // Whoever has the secret is answered however often others guessed.
        return (limits.AllowsGuess(known ?? "") ? NoMatch : FollowEndpoints.TooMany).ToHttp();
    }

    private static OpenCaseRequest Read(string text) => JsonSerializer.Deserialize<OpenCaseRequest>(text, ConsularClient.Json)!;

    private static string Write(OpenCaseRequest request) => JsonSerializer.Serialize(request, ConsularClient.Json);
}
