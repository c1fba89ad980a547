using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Access;
using SharedConsular.Api.Keys;
using SharedConsular.Languages;
using SharedConsular.Logins;
using SharedConsular.Messages;
using SharedConsular.Runtime;

namespace SharedConsular.Api.LocalSignIn;

/// <summary>
/// Sign-in for nationals without a passkey: a code goes to a mail address or telephone, and whoever has it is let in. Whether anybody has a
/// login there is looked up only then, so that neither the answer to asking for a code nor its time can say so. The code
/// is kept nowhere; its hash travels, encrypted, with the one who asked.
/// </summary>
internal sealed class OneTimeCodes(
    IKeptDocuments documents, IRootKey root, Ceremonies ceremonies, CodePost post, IEnumerable<ICarrier> carriers, EntityRuntime entities) : IDisposable
{
    public static readonly RootWrappedKind Wrapped = new(Kind, _ => Kind);

    /// <summary>With ten tries in a quarter of an hour a guesser is right once in 10,000,000 windows.</summary>
    public const int DigitsCount = 8;

    private const string Kind = "contact-key";
    private const int NameBytes = 15;

    private readonly InstallationKey _key = new(documents, root, Kind);

    /// <summary>Only carriers that say nothing of who writes: anybody may read a telephone that lies about.</summary>
    private readonly ImmutableArray<ICarrier> _carriers = [.. carriers.Where(c => c.CanBeNeutral)];

    /// <summary>The carrier and the address for what a person gave; null when it is no address of a channel there is.</summary>
    public (ICarrier Carrier, string Address)? FindCarrier(string contact)
    {
        foreach (var carrier in _carriers)
        {
            // Nothing but the address: what stands around it would be forgotten, and not the next time.
            if (Words.Parse<ContactChannel>(carrier.Channel) is { } channel && ContactAddress.Find(contact, channel) is { } address
                && (channel is ContactChannel.TextMessage || address.Length == contact.Trim().Length))
            {
                return (carrier, address);
            }
        }

        return null;
    }

    /// <summary>The name of the login of an address: always the same, and nobody finds the address by it.</summary>
    public async Task<string> NameOf(TenantId tenant, string address, CancellationToken ct)
    {
        var hash = HMACSHA256.HashData(await _key.Get(ct), Encoding.UTF8.GetBytes($"{tenant}\n{address.ToLowerInvariant()}"));

        return LoginCode.LettersOf(hash.AsSpan(0, NameBytes)).ToLowerInvariant();
    }

    public (string State, DateTimeOffset ExpiresAt) Begin(TenantId tenant, string user, ICarrier carrier, string address, string language)
    {
        var code = RandomNumberGenerator.GetString("0123456789", DigitsCount);
        var begun = ceremonies.Begin(new Ceremony(CeremonyPurpose.Code, "", tenant.Value, user, LoginCode.HashOf(code)));
        var minutes = Ceremonies.Lifetime.TotalMinutes.ToString(CultureInfo.InvariantCulture);
        var (subject, text, spoken) = MessageTexts.Code(language, $"{code[..(DigitsCount / 2)]} {code[(DigitsCount / 2)..]}", minutes);
        post.Send(carrier, new OutgoingMessage(RandomNumberGenerator.GetHexString(32, lowercase: true), address, subject, text, spoken, Sender: null));

        return begun;
    }

    /// <summary>For whom the code was made, when it is for this; the tries are the caller's to count.</summary>
    public Ceremony? Find(string state) => ceremonies.Find(state) is { Purpose: CeremonyPurpose.Code } ceremony ? ceremony : null;

    /// <returns>Whose login it is; null when the code is not the one that was sent, or was used before.</returns>
    public async Task<Account?> Finish(string state, string code, CancellationToken ct)
    {
        if (Find(state) is not { Tenant: { } tenantName, User: { } user, CodeHash: { } hash } || TenantId.Parse(tenantName) is not { } tenant
            || !LoginCode.IsSame(hash, LoginCode.HashOf(code)) || ceremonies.End(state) is null)
        {
            return null;
        }

        var key = Login.KeyOf(tenant, user);
        var caller = new Caller(tenant, UserId.OfNational(tenant, user), Role.National);
        var outcome = await entities.Execute(Login.Type, key, new EnterByCode(user), caller, null, null, ct);

        return outcome.Refusal is null ? new Account(key, outcome.State) : null;
    }

    public void Dispose() => _key.Dispose();
}
