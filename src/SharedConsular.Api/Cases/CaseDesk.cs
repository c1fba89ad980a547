using System.Collections.Concurrent;
using System.Security.Cryptography;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Cases;

/// <summary>
/// Finds a case for its caller and gives it commands. A caller finds a case through the row that its own party (or the
/// applicant) has of it; without one the case does not exist for that caller.
/// </summary>
internal sealed class CaseDesk(
    EntityRuntime entities, IEventStore store, ListReader lists, WorldKeeper worlds, FollowSecrets secrets, TimeProvider time)
{
    /// <summary>More than all cases worked in a day; past it the keys are looked up anew.</summary>
    private const int KeysMax = 100_000;

    private readonly ConcurrentDictionary<(string Viewer, string Reference), EntityKey> _keys = new();

    public async Task<IResult> Open(OpenCase command, RequestFacts request, byte[] fingerprint, HttpContext http, CancellationToken ct)
    {
        var reference = CaseReference.FromBits(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        var key = new EntityKey(command.Home, Case.Type.Name, reference.Value);
        var attempt = request.Identity(fingerprint);
        var secret = await secrets.Draw(reference, attempt, ct);
        var outcome = await entities.Execute(
            Case.Type, key, command with { FollowHash = secret.HashFor(reference) }, request.Caller, attempt, null, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        http.Response.Headers.Location = $"/v1/cases/{outcome.Key.Id}";

        // A repeated attempt is answered with the case, and so with the secret, of the first.
        if (CaseReference.Parse(outcome.Key.Id) is { } opened && opened != reference)
        {
            secret = await secrets.Draw(opened, attempt, ct);
        }

        return Answer(outcome.Key.Id, outcome.State, outcome.Version, request, http, StatusCodes.Status201Created, secret);
    }

    public async Task<IResult> Execute(
        EntityKey key, CaseCommand command, RequestFacts request, byte[] fingerprint, HttpContext http, CancellationToken ct)
    {
        var outcome = await entities.Execute(Case.Type, key, command, request.Caller, request.Identity(fingerprint), request.IfVersion, ct);

        return outcome.Refusal is { } refusal
            ? refusal.ToHttp()
            : Answer(outcome.Key.Id, outcome.State, outcome.Version, request, http, StatusCodes.Status200OK);
    }

    /// <summary>
    /// The case an action is meant for, when the caller may know of it: now, or when it sent this same request before. A
    /// party that gave the case away and asks again with the same key is given the same answer.
    /// </summary>
    public async Task<(EntityKey Key, Case Case)?> Locate(string reference, RequestFacts request, CancellationToken ct)
    {
        var key = await FindKey(reference, request.Caller, ct) ?? await FindAnswered(reference, request, ct);

        // The firewall stands above the promise of the same answer: fear may have been disclosed since.
        return key is not null && await entities.Find(Case.Type, key, ct) is { } found && !found.State.IsFeared(request.Caller.Tenant)
            ? (key, found.State)
            : null;
    }

    public async Task<IResult> Show(string reference, RequestFacts request, HttpContext http, CancellationToken ct)
    {
        if (await Find(reference, request.Caller, ct) is not var (key, found))
        {
            return CaseRefusals.NotFound.ToHttp();
        }

        return http.Request.Headers.IfNoneMatch == EntityTag.Of(found.Version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : Answer(key.Id, found.State, found.Version, request, http, StatusCodes.Status200OK);
    }

    /// <summary>The case and where it is kept, when the caller may read it.</summary>
    public async Task<(EntityKey Key, Found<Case> Found)?> Find(string reference, Caller caller, CancellationToken ct) =>
        await FindKey(reference, caller, ct) is { } key
        && await entities.Find(Case.Type, key, ct) is { } found
        && CaseActions.Allows(CaseAction.Read, found.State, caller)
            ? (key, found)
            : null;

    public static string ViewerOf(Caller caller) =>
        caller.Role is Role.National ? CaseListRow.ViewerOf(caller.User) : caller.Tenant.Value;

    /// <summary>A role that is not named here has no list: who keeps the platform or its books running sees no case.</summary>
    public static bool MayList(Caller caller) => caller.Role is Role.National or Role.Officer or Role.Supervisor or Role.Administrator;

    private async Task<EntityKey?> FindKey(string reference, Caller caller, CancellationToken ct)
    {
        if (CaseReference.Parse(reference) is not { } parsed)
        {
            return null;
        }

        // Where a case is kept never changes. A viewer that lost its row meanwhile is refused by the case itself.
        var known = (ViewerOf(caller), parsed.Value);
        if (_keys.TryGetValue(known, out var key))
        {
            return key;
        }

        key = (await lists.FindRow(known.Item1, CaseListRow.Cases, parsed.Value, ct))?.Entity;
        if (key is not null)
        {
            if (_keys.Count >= KeysMax)
            {
                _keys.Clear();
            }

            _keys[known] = key;
        }

        return key;
    }

    private async Task<EntityKey?> FindAnswered(string reference, RequestFacts request, CancellationToken ct)
    {
        if (request.Key is null)
        {
            return null;
        }

        var answer = await store.FindAnswer(new AnswerKey(request.Caller.Tenant, request.Caller.User, request.Key), time.GetUtcNow(), ct);

        return answer?.Entity is { } entity && entity.Type == Case.Type.Name && entity.Id == CaseReference.Parse(reference)?.Value ? entity : null;
    }

    private IResult Answer(string reference, Case @case, long version, RequestFacts request, HttpContext http, int status, FollowSecret? secret = null)
    {
        // A party that just gave the case away is answered with nothing it may no longer read.
        if (!CaseActions.Allows(CaseAction.Read, @case, request.Caller))
        {
            return TypedResults.NoContent();
        }

        http.Response.Headers.ETag = EntityTag.Of(version);
        http.Response.Headers.CacheControl = "no-store";
        var view = CaseView.Of(reference, @case, version, request.Caller, worlds.Current, time.GetUtcNow(), Listener.LanguageOf(http.Request));

        return TypedResults.Json(secret is null ? view : view with { Secret = secret.ToString() }, ApiJson.Default.CaseResponse, statusCode: status);
    }
}
