using System.Security.Cryptography;
using System.Text;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Routing;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Follow;

/// <summary>How a person without a login asks for help. She goes on with the reference and the secret of the answer.</summary>
internal static class GuestRequestEndpoints
{
    private const int KeyLengthMin = 16;

    /// <summary>Of sixteen characters drawn at random fewer than this many different ones come once in a million draws.</summary>
    private const int DifferentMin = 6;

    private static readonly Refusal KeyGuessable = new(
        RefusalKind.Invalid, "idempotency.key-guessable",
        "Without a login the Idempotency-Key is what tells you from others: draw at least {0} characters at random.");

    public static void MapGuestRequests(this RouteGroupBuilder api) =>
        api.MapPost("/requests", Open).AllowAnonymous().WithTags("Follow")
            .WithSummary("Ask for help without a login. The answer has the reference and the secret by which you go on.")
            .Produces<CaseResponse>(StatusCodes.Status201Created);

    private static async Task<IResult> Open(
        Body<OpenCaseRequest> body, RequestFacts request, FollowLimits limits, CaseDesk desk, RoutingDesk routing, WorldKeeper worlds, TimeProvider time,
        HttpContext http, CancellationToken ct)
    {
        return FindStop(request, limits, http)?.ToHttp()
            ?? await OpenCaseEndpoint.Open(body, request.As(GuestOf(request.Key!)), desk, routing, worlds, time, http, ct);
    }

    /// <summary>Why somebody without a login may not begin anything: her address asked too often, or her key is not hers alone.</summary>
    internal static Refusal? FindStop(RequestFacts request, FollowLimits limits, HttpContext http) =>
        !limits.AllowsAddress(http.Connection.RemoteIpAddress) ? FollowEndpoints.TooMany
        : request.Key is not { } key ? RequestRefusals.KeyMissing
        : key.Length < KeyLengthMin || key.Distinct().Count() < DifferentMin ? KeyGuessable.With($"{KeyLengthMin}")
        : null;

    /// <summary>Somebody new with each attempt, and the same one when it is sent again.</summary>
    internal static Caller GuestOf(string key)
    {
        var guest = $"guest-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}";

        return new Caller(TenantId.Installation, UserId.OfNational(TenantId.Installation, guest), Role.National);
    }
}
