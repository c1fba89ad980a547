using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.FeatureFlags;
using SharedConsular.Runtime;

namespace SharedConsular.Api.FeatureFlags;

/// <summary>What is turned off: by who runs the platform for all, by an administrator for the own party, and on the record of that party.</summary>
internal static class FlagEndpoints
{
    private const int ReasonLengthMax = 200;

    public static void MapFlags(this RouteGroupBuilder api)
    {
        var flags = api.MapGroup("/flags").WithTags("Flags");
        flags.MapGet("", List).WithOperation(Operations.ReadFlags).WithSummary("What can be turned off, and what it is set to.")
            .Produces<Page<FlagResponse>>();
        flags.MapPut("/{flag}", Set).WithOperation(Operations.KeepFlags)
            .WithSummary("Turn something off, on, or on in part, by place and share: for all, or for your own party.").Produces<FlagSettingResponse>();
        flags.MapDelete("/{flag}", Restore).WithOperation(Operations.KeepFlags).WithSummary("Give up what was set; it is on again.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> List(RequestFacts request, EntityRuntime entities, HttpContext http, CancellationToken ct)
    {
        var (installation, party) = (TenantId.Installation, request.Caller.Tenant);
        var (ofAll, own) = (await Find(installation), party == installation ? null : await Find(party));
        var sentences = http.SentencesFor();

        return TypedResults.Ok(new Page<FlagResponse>(
            [.. Enum.GetValues<Feature>().Select(f => new FlagResponse(
                Words.Of(f), sentences.Find($"flag.{Words.Of(f)}") ?? Words.Of(f),
                View(ofAll?.Find(f), party == installation), View(own?.Find(f), isOwn: true)))],
            null));

        async Task<FlagBook?> Find(TenantId tenant) => (await entities.Find(FlagBook.Type, FlagBook.KeyOf(tenant), ct))?.State;
    }

    private static async Task<IResult> Set(
        string flag, Body<SetFlagRequest> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, CancellationToken ct)
    {
        if (Words.Parse<Feature>(flag) is not { } known)
        {
            return FlagRefusals.NotFound.ToHttp();
        }

        var faults = new FaultList();
        faults.AtMost("#/places", body.Value.Places, FlagBook.PlacesMax);
        ImmutableArray<TenantId> places =
            [.. (body.Value.Places ?? []).Take(FlagBook.PlacesMax).Select((p, i) => faults.State($"#/places/{i}", p, worlds.Current))];
        var reason = faults.Text("#/reason", body.Value.Reason, ReasonLengthMax);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var outcome = await entities.Execute(
            FlagBook.Type, FlagBook.KeyOf(request.Caller.Tenant), new SetFlag(known, body.Value.SharePercent, places, reason), request.Caller,
            request.Identity(body.Fingerprint), request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.Ok(View(outcome.State.Find(known), isOwn: true));
    }

    private static async Task<IResult> Restore(string flag, RequestFacts request, EntityRuntime entities, CancellationToken ct)
    {
        if (Words.Parse<Feature>(flag) is not { } known)
        {
            return FlagRefusals.NotFound.ToHttp();
        }

        var outcome = await entities.Execute(
            FlagBook.Type, FlagBook.KeyOf(request.Caller.Tenant), new RestoreFlag(known), request.Caller, request.Identity([]), request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.NoContent();
    }

    private static FlagSettingResponse? View(FlagSetting? setting, bool isOwn) => setting is null ? null : new FlagSettingResponse(
        setting.SharePercent, [.. setting.Places.Select(p => p.Value)], setting.Reason, isOwn ? setting.By.Value : null, setting.SetAt);
}
