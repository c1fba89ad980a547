using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using SharedConsular.Access;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Cases;

/// <summary>
/// Finds a case for its caller and gives it commands. A caller finds a case through the row that its own party (or the
/// applicant) has of it; without one the case does not exist for that caller.
/// </summary>
internal sealed class CaseDesk(
    EntityRuntime entities, IEventStore store, ListReader lists, ReadRecorder recorder, WorldKeeper worlds, FollowSecrets secrets, TimeProvider time)
{
    /// <summary>More than all cases worked in a day; past it the keys are looked up anew.</summary>
    private const int KeysMax = 100_000;

    private readonly ConcurrentDictionary<(string Viewer, string Login, string Reference), EntityKey> _keys = new();

    public async Task<IResult> Open(OpenCase command, RequestFacts request, byte[] fingerprint, HttpContext http, CancellationToken ct)
    {
        if (FindStop(CaseAction.Open, Case.Type.Initial, request.Caller) is { } stop)
        {
            return stop.ToHttp();
        }

        var reference = CaseReference.FromBits(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        var key = new EntityKey(command.Home, Case.Type.Name, reference.Value);
        var attempt = request.Identity(fingerprint);
        var secret = await secrets.Draw(reference.Value, attempt, ct);
        var outcome = await entities.Execute(
            Case.Type, key, command with { FollowHash = secret.HashFor(reference.Value) }, request.Caller, attempt, null, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        if (outcome.Replayed && await IsHiddenNow(outcome.Key, request.Caller, ct))
        {
            return CaseRefusals.NotFound.ToHttp();
        }

        http.Response.Headers.Location = $"/v1/cases/{outcome.Key.Id}";

        // A repeated attempt is answered with the case, and so with the secret, of the first.
        if (CaseReference.Parse(outcome.Key.Id) is { } opened && opened != reference)
        {
            secret = await secrets.Draw(opened.Value, attempt, ct);
        }

        return await AnswerCommand(outcome, request, http, StatusCodes.Status201Created, ct, secret);
    }

    public async Task<IResult> Execute(
        EntityKey key, CaseCommand command, RequestFacts request, byte[] fingerprint, HttpContext http, CancellationToken ct)
    {
        var outcome = await entities.Execute(Case.Type, key, command, request.Caller, request.Identity(fingerprint), request.IfVersion, ct);

        return outcome.Refusal is { } refusal
            ? refusal.ToHttp()
            : await AnswerCommand(outcome, request, http, StatusCodes.Status200OK, ct);
    }

    /// <summary>
    /// The case an action is meant for, when the caller may know of it: now, or when it sent this same request before. A
    /// party that gave the case away and asks again with the same key is given the same answer.
    /// </summary>
    public async Task<(EntityKey Key, Case Case)?> Locate(string reference, RequestFacts request, CancellationToken ct)
    {
        var located = await FindCase(reference, request.Caller, ct);
        if (located is null && await FindAnswered(reference, request, ct) is { } answered && await entities.Find(Case.Type, answered, ct) is { } before)
        {
            located = (answered, before);
        }

        // What hides a case stands above the promise of the same answer: fear may have been disclosed since, or a login blocked.
        if (located is not var (key, found) || IsHidden(found.State, request.Caller))
        {
            return null;
        }

        // A party's row is no grant for those of its logins that have no part in cases: to them there is none.
        return found.State.RelationOf(request.Caller) is not CaseRelations.Stranger || await FindAnswered(reference, request, ct) is not null
            ? (key, found.State)
            : null;
    }

    /// <summary>
    /// What keeps the caller from an action before the case itself is asked: an invariant, or that no rule in force allows
    /// what the action table would. The table's own "no" is the command's to say, so that a repeated request is answered again.
    /// </summary>
    public Refusal? FindStop(CaseAction action, Case @case, Caller caller)
    {
        var answer = CaseAccess.Decide(Policy, action, @case, caller, time.GetUtcNow());

        return answer.DecidedBy is AccessAnswer.ByTable ? null : answer.Refusal;
    }

    public bool Allows(CaseAction action, Case @case, Caller caller) => CaseAccess.Allows(Policy, action, @case, caller, time.GetUtcNow());

    /// <summary>Whether no line of the case is shown to the caller, in lists or notices.</summary>
    public bool HidesTheLine(Case @case, Caller caller) => CaseAccess.Decide(Policy, CaseAction.Read, @case, caller, time.GetUtcNow()).HidesTheLine;

    /// <param name="reference">As the caller wrote it.</param>
    /// <param name="inFull">Also where somebody may look over the person's shoulder.</param>
    /// <param name="request">Who asks.</param>
    /// <param name="http">What the answer's headers are written to.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<IResult> Show(string reference, bool inFull, RequestFacts request, HttpContext http, CancellationToken ct)
    {
        if (await FindCase(reference, request.Caller, ct) is not var (key, found))
        {
            return CaseRefusals.NotFound.ToHttp();
        }

        var answer = CaseAccess.Decide(Policy, CaseAction.Read, found.State, request.Caller, time.GetUtcNow());
        if (answer.Grounds is not { } grounds)
        {
            return answer.Refusal!.ToHttp();
        }

        // Who asks for more than she has is not told that nothing changed.
        if (!inFull && http.Request.Headers.IfNoneMatch == EntityTag.Of(found.Version))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var view = View(key.Id, found.State, found.Version, request, http, inFull);
        await recorder.RecordView(key, request.Caller, grounds, ReadVia.Get, view.Persons is not null);

        return Answer(view, http, StatusCodes.Status200OK);
    }

    /// <summary>
    /// The case and where it is kept, and why the caller may not do this with it: that there is none, when it may not know.
    /// </summary>
    public async Task<(EntityKey Key, Case Case, Refusal? Refusal)> Find(string reference, CaseAction action, Caller caller, CancellationToken ct)
    {
        if (await FindCase(reference, caller, ct) is not var (key, found))
        {
            return (new EntityKey(TenantId.Installation, Case.Type.Name, ""), Case.Type.Initial, CaseRefusals.NotFound);
        }

        return (key, found.State, CaseAccess.Decide(Policy, action, found.State, caller, time.GetUtcNow()).Refusal);
    }

    /// <summary>The list of what is hidden from this login, to be left out of every list it reads.</summary>
    public static ListName HiddenFrom(Caller caller) => new(AdverseParty.ViewerOf(caller.Login), AdverseParty.HiddenList);

    public static string ViewerOf(Caller caller) =>
        caller.Role is Role.National ? CaseListRow.ViewerOf(caller.User) : caller.Tenant.Value;

    private async Task<(EntityKey Key, Found<Case> Case)?> FindCase(string reference, Caller caller, CancellationToken ct)
    {
        if (await FindKey(reference, caller, ct) is not { } key || await entities.Find(Case.Type, key, ct) is not { } found)
        {
            return null;
        }

        if (IsHidden(found.State, caller))
        {
            _keys.TryRemove((ViewerOf(caller), caller.Login, key.Id), out _); // It was there before; the next look is as if it never was.
        }

        return (key, found);
    }

    private async Task<EntityKey?> FindKey(string reference, Caller caller, CancellationToken ct)
    {
        if (CaseReference.Parse(reference) is not { } parsed)
        {
            return null;
        }

        // Where a case is kept never changes. A viewer that lost its row meanwhile is refused by the case itself.
        var known = (ViewerOf(caller), caller.Login, parsed.Value);
        if (_keys.TryGetValue(known, out var key))
        {
            return key;
        }

        // A case that is hidden takes the same two looks as one that is not there, and is not loaded: the time tells nothing either.
        var hidden = HiddenFrom(caller);
        var isHidden = await lists.FindRow(hidden.Viewer, hidden.List, parsed.Value, ct) is not null;
        var row = await lists.FindRow(ViewerOf(caller), CaseListRow.Cases, parsed.Value, ct);
        if (isHidden || row is null || caller.Role is Role.Auditor or Role.CrisisCell or Role.PlatformOperator)
        {
            return null;
        }

        if (_keys.Count >= KeysMax)
        {
            _keys.Clear();
        }

        return _keys[known] = row.Entity;
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

    private AccessPolicy Policy => worlds.Current.Access;

    private static bool IsHidden(Case @case, Caller caller) => @case.IsFeared(caller.Tenant) || @case.IsBlocked(caller);

    private async Task<bool> IsHiddenNow(EntityKey key, Caller caller, CancellationToken ct) =>
        await entities.Find(Case.Type, key, ct) is { } now && IsHidden(now.State, caller);

    private async Task<IResult> AnswerCommand(
        Outcome<Case, CaseEvent> outcome, RequestFacts request, HttpContext http, int status, CancellationToken ct, FollowSecret? secret = null)
    {
        // A party that just gave the case away is answered with nothing it may no longer read; nor is a repeated request
        // answered with what its caller may not read any more.
        var readable = Allows(CaseAction.Read, outcome.State, request.Caller)
            && (!outcome.Replayed || (await entities.Find(Case.Type, outcome.Key, ct) is { } now && Allows(CaseAction.Read, now.State, request.Caller)));
        if (!readable)
        {
            return TypedResults.NoContent();
        }

        // An event by the caller proves that the caller saw the case; an answer without one is a read.
        var view = View(outcome.Key.Id, outcome.State, outcome.Version, request, http);
        if (outcome.Replayed || outcome.Events.IsEmpty)
        {
            await recorder.Record(
                outcome.Key, outcome.State, request.Caller, ReadVia.CommandAnswer,
                view.Persons is null ? [ReadField.Case] : [ReadField.Case, ReadField.Persons]);
        }

        return Answer(secret is null ? view : view with { Secret = secret.ToString() }, http, status);
    }

    private CaseResponse View(string reference, Case @case, long version, RequestFacts request, HttpContext http, bool inFull = false)
    {
        var whole = CaseView.Of(reference, @case, version, request.Caller, worlds.Current, time.GetUtcNow(), Listener.LanguageOf(http.Request));

        return !inFull && CaseView.IsQuiet(@case, request.Caller) ? CaseView.Quiet(whole) : whole;
    }

    private static JsonBytesResult Answer(CaseResponse view, HttpContext http, int status)
    {
        http.Response.Headers.ETag = EntityTag.Of(view.Version);
        http.Response.Headers.CacheControl = "no-store";

        return new JsonBytesResult(JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Default.CaseResponse), status);
    }
}
