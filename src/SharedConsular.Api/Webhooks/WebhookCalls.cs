using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SharedConsular.Access;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Integrations.Dapr;
using SharedConsular.Integrations.Webhooks;
using SharedConsular.Runtime;
using SharedConsular.Staff;
using SharedConsular.Webhooks;

namespace SharedConsular.Api.Webhooks;

/// <summary>
/// Tells systems of parties what the parties were told of their cases: that something happened, never to whom. Whether the party
/// may still know is asked when the call is made. Calls of one webhook go one after another, so that an address which
/// does not answer holds up itself and nobody else.
/// </summary>
internal sealed class WebhookCalls(
    EntityRuntime entities, WebhookSecrets secrets, WebhookClient client, DaprTopics topics, WorldKeeper worlds, TimeProvider time) : IOutboxConsumer
{
    private const int IdBytes = 16;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public IReadOnlyCollection<string> Topics { get; } = [WebhookNews.Topic];

    /// <summary>Has a call made for each webhook of a party that hears of this; a second time nothing more.</summary>
    public async Task Prepare(TenantId party, string topic, CaseNotice about, StoredMessage message, CancellationToken ct)
    {
        if (await entities.Find(WebhookBook.Type, WebhookBook.KeyOf(party), ct) is not { State: var book })
        {
            return;
        }

        foreach (var webhook in book.Webhooks.Values.Where(w => w.Hears(topic)))
        {
            var news = new WebhookNews(webhook.Id, message.Source, message.Position, topic, about.Owner, about.At, about.Detail);
            await entities.Execute(
                WebhookCall.Type, WebhookCall.KeyOf(party, webhook.Id, message.Position), new PrepareWebhookCall(news), Caller.System, null, null, ct);
        }
    }

    public async Task Deliver(StoredMessage message, CancellationToken ct)
    {
        var (party, news) = (message.Source.Tenant, StoredJson.Read<WebhookNews>(message.Body.Span));
        if (await entities.Find(WebhookCall.Type, message.Source, ct) is not { State.Outcome: CallOutcome.Waiting })
        {
            return;
        }

        var outcome = await FindWebhook(party, news.Webhook, ct) is { } webhook ? await Call(message.Source, webhook, news, ct) : CallOutcome.Removed;
        await entities.Execute(WebhookCall.Type, message.Source, new SettleWebhookCall(outcome), Caller.System, null, null, ct);
    }

    private async Task<CallOutcome> Call(EntityKey call, Webhook webhook, WebhookNews news, CancellationToken ct)
    {
        var (party, now) = (call.Tenant, time.GetUtcNow());
        if (await entities.Find(Case.Type, news.Case, ct) is not { State: var @case })
        {
            return CallOutcome.Withheld;
        }

        var answer = CaseAccess.DecideToTell(worlds.Current.Access, news.About, @case, party, now);
        if (!answer.IsAllowed)
        {
            await Withhold(party, news, answer, ct);

            return CallOutcome.Withheld;
        }

        if (@case.IsBlocked(await MakerOf(party, webhook, ct)))
        {
            return CallOutcome.Withheld; // What she hears by an address of her own, she hears.
        }

        var body = BodyOf(call, news, @case);
        var status = webhook.Address == DaprTopics.Address
            ? await topics.Publish(party.Value, body, ct)
            : await Send(new OutgoingCall(new Uri(webhook.Address), IdOf(call), body), await SigningOf(party, webhook, now, ct), ct);
        if (status is HttpStatusCode.Gone)
        {
            await entities.Execute(WebhookBook.Type, WebhookBook.KeyOf(party), new RemoveWebhook(webhook.Id, Gone: true), Caller.System, null, null, ct);

            return CallOutcome.Gone;
        }

        return (int)status is >= 200 and < 300 ? CallOutcome.Taken : throw new CallNotTakenException(status);
    }

    private async Task<List<byte[]>> SigningOf(TenantId party, Webhook webhook, DateTimeOffset now, CancellationToken ct)
    {
        var signing = new List<byte[]>();
        foreach (var generation in webhook.SigningAt(now))
        {
            signing.Add(await secrets.Of(party, webhook.Id, generation, ct));
        }

        return signing;
    }

    private async Task<HttpStatusCode> Send(OutgoingCall call, List<byte[]> signing, CancellationToken ct)
    {
        try
        {
            return await client.Call(call, signing, ct);
        }
        catch (HttpRequestException ex) when (ex.InnerException is PrivateAddressException inner)
        {
            throw inner; // Among the dead letters it says what was wrong.
        }
    }

    private async Task Withhold(TenantId party, WebhookNews news, AccessAnswer answer, CancellationToken ct)
    {
        var withheld = new WithholdNotice(news.Message, party, news.About, answer.DecidedBy);
        if ((await entities.Execute(Case.Type, news.Case, withheld, Caller.System, null, null, ct)).Refusal is { } refusal)
        {
            // Tried again, and then seen among the dead letters: what is not told is at least recorded.
            throw new InvalidOperationException(refusal.Code);
        }
    }

    private async Task<Webhook?> FindWebhook(TenantId party, string id, CancellationToken ct) =>
        (await entities.Find(WebhookBook.Type, WebhookBook.KeyOf(party), ct))?.State.Webhooks.GetValueOrDefault(id);

    private async Task<Caller> MakerOf(TenantId party, Webhook webhook, CancellationToken ct) => new(party, webhook.MadeBy, Role.Administrator)
    {
        Staff = (await entities.Find(StaffBook.Type, StaffBook.KeyOf(party), ct))?.State.FindMember(webhook.MadeBy),
    };

    /// <summary>Tells nothing of how many others there are.</summary>
    private static string IdOf(EntityKey call) => $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{call}"))[..IdBytes])}";

    /// <summary>A CloudEvent (1.0, structured JSON). Of a matter that is a secret itself it says no word but that something happened.</summary>
    private static byte[] BodyOf(EntityKey call, WebhookNews news, Case @case) => JsonSerializer.SerializeToUtf8Bytes(
        new CloudEvent(
            "1.0", IdOf(call), $"urn:sharedconsular:party:{call.Tenant}", news.About, news.Case.Id, news.At, "application/json",
            new CloudEventData(news.Case.Id, news.Owner?.Value, CaseListRow.IsProtected(@case) ? null : news.Detail)),
        Json);

    private sealed record CloudEvent(
        string Specversion, string Id, string Source, string Type, string Subject, DateTimeOffset Time, string Datacontenttype, CloudEventData Data);

    /// <param name="Reference">Of the case; what it says is asked for, with a login that may read it.</param>
    private sealed record CloudEventData(string Reference, string? Owner, string? Detail);
}
