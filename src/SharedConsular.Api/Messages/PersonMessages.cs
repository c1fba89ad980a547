using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Access;
using SharedConsular.Api.FeatureFlags;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Crises;
using SharedConsular.FeatureFlags;
using SharedConsular.Households;
using SharedConsular.Languages;
using SharedConsular.Messages;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Messages;

/// <summary>
/// Writes to persons what they should be told, as the access rules and their own have it at that moment, and records what became of it. A message
/// that was sent and not yet recorded when the process died is sent again, under the same id.
/// </summary>
internal sealed class PersonMessages(
    EntityRuntime entities, IEnumerable<ICarrier> carriers, FollowSecrets secrets, WorldKeeper worlds, Switches switches, TimeProvider time)
    : IOutboxConsumer
{
    private const int IdBytes = 16;

    /// <summary>How soon after it is turned on again what waited leaves.</summary>
    private static readonly TimeSpan OffDelay = TimeSpan.FromSeconds(15);

    private readonly ImmutableArray<ICarrier> _carriers = [.. carriers];

    public IReadOnlyCollection<string> Topics { get; } = [PersonNews.OfCase, PersonNews.OfHousehold];

    /// <summary>What the installation can send with.</summary>
    public ImmutableArray<Carrier> Carriers { get; } =
        [.. carriers.Select(c => new Carrier(Words.Parse<ContactChannel>(c.Channel) ?? throw new UnreachableException(c.Channel), c.CanBeNeutral))];

    public async Task<DateTimeOffset?> FindWait(StoredMessage message, CancellationToken ct) =>
        !await switches.IsOn(Feature.PersonMessages, message.Source.Tenant, await PlacesOf(message, ct), message.Source.Id) ? time.GetUtcNow() + OffDelay
        : await Plan(message, StoredJson.Read<PersonNews>(message.Body.Span), ct) is MessagePlan.Wait wait ? wait.Until : null;

    public async Task Deliver(StoredMessage message, CancellationToken ct)
    {
        var key = PersonMessage.KeyOf(message.Source.Tenant, message.Position);
        if (await entities.Find(PersonMessage.Type, key, ct) is not null)
        {
            return;
        }

        var news = StoredJson.Read<PersonNews>(message.Body.Span);
        var outcome = await Plan(message, news, ct) switch
        {
            MessagePlan.Send send => await Send(message, news, send, ct) ? Outcome(send.Channel, null) : Outcome(null, Silence.AddressRefused),
            MessagePlan.Keep keep => Outcome(null, keep.Why),
            _ => throw new TimeoutException("Her hours were over between one look at the clock and the next."),
        };
        await entities.Execute(PersonMessage.Type, key, new RecordMessage(message.Source, outcome), Caller.System, null, null, ct);

        MessageOutcome Outcome(ContactChannel? channel, Silence? why) => new(news.Occasion, news.Person, channel, why, time.GetUtcNow());
    }

    private async Task<MessagePlan> Plan(StoredMessage message, PersonNews news, CancellationToken ct)
    {
        if (message.Topic == PersonNews.OfCase)
        {
            return await entities.Find(Case.Type, message.Source, ct) is { State: var @case }
                ? MessagePlan.For(@case, news, worlds.Current.Access, Carriers, time.GetUtcNow())
                : new MessagePlan.Keep(Silence.Gone);
        }

        return await entities.Find(Household.Type, message.Source, ct) is { State: var household }
            && await entities.Find(Crisis.Type, Crisis.KeyOf(household.Crisis), ct) is { State: var crisis }
                ? MessagePlan.For(household, news, crisis.Exercise, worlds.Current.Access, Carriers, time.GetUtcNow())
                : new MessagePlan.Keep(Silence.Gone);
    }

    private async Task<IEnumerable<TenantId>> PlacesOf(StoredMessage message, CancellationToken ct)
    {
        if (message.Topic == PersonNews.OfCase)
        {
            return (await entities.Find(Case.Type, message.Source, ct))?.State.In is { } place ? [place] : [];
        }

        return (await entities.Find(Household.Type, message.Source, ct))?.State.Crisis is { Length: > 0 } crisis
            ? (await entities.Find(Crisis.Type, Crisis.KeyOf(crisis), ct))?.State.Area.States ?? []
            : [];
    }

    private async Task<bool> Send(StoredMessage message, PersonNews news, MessagePlan.Send send, CancellationToken ct)
    {
        // Nowhere stored: it follows from the reference once more.
        var secret = news.Occasion is Occasion.RegisteredByFile ? (await secrets.OfFile(message.Source.Id, ct)).ToString() : "";
        var party = worlds.Current.NameOf(news.Party, send.Language);
        var (subject, text, language) = send.IsNeutral
            ? MessageTexts.Neutral(send.Language, send.CodeWords, news.Until)
            : MessageTexts.Of(news.Occasion, send.Language, party, message.Source.Id, news.Until, secret);
        var carrier = _carriers.First(c => c.Channel == Words.Of(send.Channel) && (c.CanBeNeutral || !send.IsNeutral));

        return await carrier.Carry(new OutgoingMessage(IdOf(message), send.Address, subject, text, language, send.IsNeutral ? null : party), ct);
    }

    /// <summary>The same for the same message, and nobody can tell from it what it is about.</summary>
    private static string IdOf(StoredMessage message) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.Source}/{message.Position}"))[..IdBytes]);
}
