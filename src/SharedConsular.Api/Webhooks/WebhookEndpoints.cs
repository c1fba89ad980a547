using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Integrations.Dapr;
using SharedConsular.Integrations.Webhooks;
using SharedConsular.Runtime;
using SharedConsular.Webhooks;

namespace SharedConsular.Api.Webhooks;

/// <summary>Closed to service accounts: a key has no other system told.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks.MapGet("", List).WithOperation(Operations.ReadWebhooks)
            .WithSummary("The addresses of your party's systems that are told of its cases, without their secrets.").Produces<Page<WebhookResponse>>();
        webhooks.MapPost("", Make).WithOperation(Operations.KeepWebhooks)
            .WithSummary("Have a system of your party told; the secret that calls are signed with is shown once.")
            .Produces<WebhookResponse>(StatusCodes.Status201Created);
        webhooks.MapPost("/{id}/secret", Renew).WithOperation(Operations.KeepWebhooks)
            .WithSummary("A new secret, shown once; the old one signs for a day as well, unless it must stop at once.").Produces<WebhookResponse>();
        webhooks.MapDelete("/{id}", Remove).WithOperation(Operations.KeepWebhooks).WithSummary("Tell an address nothing more.");
        webhooks.MapGet("/{id}/calls", Calls).WithOperation(Operations.ReadWebhooks)
            .WithSummary("What became of the calls of a webhook, newest first; of which case is not said.").Produces<Page<WebhookCallResponse>>();
    }

    private static async Task<IResult> List(RequestFacts request, EntityRuntime entities, CancellationToken ct)
    {
        var found = await entities.Find(WebhookBook.Type, WebhookBook.KeyOf(request.Caller.Tenant), ct);

        return TypedResults.Ok(new Page<WebhookResponse>([.. (found?.State.Webhooks.Values ?? []).Select(w => View(w))], null));
    }

    private static async Task<IResult> Make(
        Body<MakeWebhookRequest> body, RequestFacts request, EntityRuntime entities, WebhookClient client, DaprTopics published,
        WebhookSecrets secrets, HttpContext http, CancellationToken ct)
    {
        var faults = new FaultList();
        var text = faults.Text("#/address", body.Value.Address);
        var address = published.FindAddress(text) ?? client.FindAddress(text)?.AbsoluteUri;
        if (address is null && !faults.Any)
        {
            faults.Add(
                "#/address", "not-a-public-address",
                "Give an https address with a public host, without a user and a fragment; or dapr:events, where the installation publishes.");
        }

        var topics = Topics(body.Value.Topics, faults);
        if (faults.Any || address is null)
        {
            return faults.Refusal.ToHttp();
        }

        var id = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(IdBytes));
        var outcome = await entities.Execute(
            WebhookBook.Type, WebhookBook.KeyOf(request.Caller.Tenant), new MakeWebhook(id, address, topics), request.Caller,
            request.Identity(body.Fingerprint), request.IfVersion, ct);

        return outcome.Refusal is { } refusal
            ? refusal.ToHttp()
            : await Show(outcome, outcome.Events.OfType<WebhookMade>().Single().Webhook, secrets, http, StatusCodes.Status201Created, ct);
    }

    private static async Task<IResult> Renew(
        string id, Body<RenewWebhookSecretRequest> body, RequestFacts request, EntityRuntime entities, WebhookSecrets secrets, HttpContext http,
        CancellationToken ct)
    {
        var outcome = await entities.Execute(
            WebhookBook.Type, WebhookBook.KeyOf(request.Caller.Tenant), new RenewWebhookSecret(id, body.Value.AtOnce is true), request.Caller,
            request.Identity(body.Fingerprint), request.IfVersion, ct);

        return outcome.Refusal is { } refusal
            ? refusal.ToHttp()
            : await Show(outcome, outcome.State.Webhooks[id], secrets, http, StatusCodes.Status200OK, ct);
    }

    private static async Task<IResult> Remove(string id, RequestFacts request, EntityRuntime entities, CancellationToken ct)
    {
        var outcome = await entities.Execute(
            WebhookBook.Type, WebhookBook.KeyOf(request.Caller.Tenant), new RemoveWebhook(id), request.Caller, request.Identity([]), request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.NoContent();
    }

    private static async Task<IResult> Calls(
        string id, RequestFacts request, EntityRuntime entities, ListReader lists, CancellationToken ct, string? cursor = null, int? limit = null)
    {
        var query = new ListQuery(WebhookCall.ViewerOf(request.Caller.Tenant, id), WebhookCall.List)
        {
            Cursor = cursor,
            PageSize = limit ?? ListReader.PageSizeDefault,
        };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } => TypedResults.Ok(new Page<WebhookCallResponse>(
                [.. page.Rows.Select(r => r.Read<WebhookCallRow>()).Select(c => new WebhookCallResponse(c.Topic, c.At, Words.Of(c.Outcome)))], page.Next)),
            ListAnswer.Refused { Reason: var refusal } => refusal.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private const int IdBytes = 6;

    /// <summary>Nobody is shown a secret twice: who lost the answer gives the webhook a new one.</summary>
    private static async Task<IResult> Show(
        Outcome<WebhookBook, WebhookEvent> outcome, Webhook webhook, WebhookSecrets secrets, HttpContext http, int status, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var secret = outcome.Replayed ? null : WebhookSignature.TextOf(await secrets.Of(outcome.Key.Tenant, webhook.Id, webhook.Generation, ct));

        return TypedResults.Json(View(webhook, secret), statusCode: status);
    }

    private static ImmutableArray<string> Topics(IReadOnlyList<string>? words, FaultList faults)
    {
        faults.AtMost("#/topics", words, CaseNotice.Topics.Length);
        var list = string.Join(", ", CaseNotice.Topics);
        foreach (var (i, _) in (words ?? []).Take(CaseNotice.Topics.Length).Index().Where(w => !CaseNotice.Topics.Contains(w.Item)))
        {
            faults.Add($"#/topics/{i}", "unknown-word", $"Use one of: {list}.", list);
        }

        return [.. words ?? []];
    }

    private static WebhookResponse View(Webhook webhook, string? secret = null) =>
        new(webhook.Id, webhook.Address, webhook.Topics, webhook.FormerUntil, webhook.MadeBy.Value, webhook.MadeAt, secret);
}
