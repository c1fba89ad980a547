using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SharedConsular.Access;
using SharedConsular.Services;

namespace SharedConsular.Cases;

/// <summary>How carefully a case must be kept, whatever the relation of who asks.</summary>
public enum CaseSensitivity
{
    Ordinary,

    /// <summary>The matter itself is a secret: children, violence, trafficking.</summary>
    Protected,

    /// <summary>The person fears a state she is a national of.</summary>
    Feared,
}

/// <summary>Who is kept from a case, who broke its glass, and what the person agreed to.</summary>
public sealed partial record Case
{
    public ImmutableArray<AdverseParty> Blocks { get; init; } = [];

    public ImmutableArray<AdversePerson> AdversePersons { get; init => field = value.OrEmpty(); } = [];

    /// <summary>How many were ever named, so that no number comes twice.</summary>
    public int AdversePersonsNamed { get; init; }

    public ImmutableArray<BrokenGlass> Glass { get; init; } = [];

    public ImmutableArray<PersonConsent> Consents { get; init; } = [];

    public ImmutableArray<WithheldNotice> Withheld { get; init => field = value.OrEmpty(); } = [];

    [JsonIgnore]
    public CaseSensitivity Sensitivity =>
        FearsOwnState ? CaseSensitivity.Feared
        : Service?.Category is ServiceCategory.Protection || Protocols.Any(p => p.Protects) ? CaseSensitivity.Protected
        : CaseSensitivity.Ordinary;

    public bool IsBlocked(Caller caller) => BlocksCount > 0 && (IsBlocked(caller.Login) || AdversePersons.Any(p => p.Is(caller)));

    public bool HasBrokenGlass(Caller caller, DateTimeOffset now) =>
        Glass.Any(g => g.Login == caller.Login && g.At <= now && now < g.Until);

    public PersonConsent? FindConsent(ConsentPurpose purpose, TenantId recipient) =>
        Consents.LastOrDefault(c => c.Purpose == purpose && c.Recipient == recipient);

    public bool IsConsentWithdrawn(ConsentPurpose purpose, TenantId recipient) =>
        FindConsent(purpose, recipient)?.State is ConsentState.Withdrawn;

    /// <summary>Whether a person of the case is the very one it is kept from: a guardian under suspicion has a contact too.</summary>
    internal bool KeepsAway(PersonDetails person) =>
        AdversePersons.Any(p => p.Names(person)) || (person.Subject is { } login && IsBlocked(login));

    internal bool IsBlocked(string login) => BlockedLogins.Contains(login);

    [JsonIgnore]
    internal IEnumerable<string> BlockedLogins => Blocks.Select(b => b.Login).Concat(AdversePersons.SelectMany(p => p.Logins)).Distinct();

    [JsonIgnore]
    internal int BlocksCount => Blocks.Length + AdversePersons.Length;

    [JsonIgnore]
    internal IEnumerable<BrokenGlass> Unreviewed => Glass.Where(g => g.Verdict is GlassVerdict.Unsaid);

    private Case Block(AdversePartyBlocked blocked) => blocked.Party is null ? this : this with
    {
        Blocks = Blocks.Add(new AdverseParty(blocked.Party, blocked.User, blocked.Reason, blocked.By, blocked.At)),
        Officer = Officer == blocked.User && Owner == blocked.Party ? null : Officer,
    };

    private Case Block(AdversePersonBlocked blocked) => this with
    {
        AdversePersonsNamed = Math.Max(AdversePersonsNamed, blocked.Number),
        AdversePersons = AdversePersons.Add(new AdversePerson(
            blocked.Number, blocked.Name, blocked.BirthDate, blocked.Party, blocked.Post, blocked.Reason, blocked.By, blocked.At)),
    };

    private Case Recognise(AdversePersonRecognised recognised) => recognised.Party is null ? this : this with
    {
        AdversePersons =
        [
            .. AdversePersons.Select(p => p.Number == recognised.Number
                ? p with { Logins = p.Logins.Add(Caller.LoginOf(recognised.Party, recognised.User)) }
                : p),
        ],
        Officer = Officer == recognised.User && Owner == recognised.Party ? null : Officer,
    };

    private Case Break(GlassBroken broken) => broken.By is null ? this : this with
    {
        Glass = Glass.Add(new BrokenGlass(
            broken.Number, broken.By, Caller.LoginOf(broken.By.Party, broken.By.User), broken.Reason, broken.At, broken.Until, broken.ReviewDueAt)),
        Clocks = FindClock(CaseClock.ReviewGlass) is { EscalatedAt: null }
            ? Clocks
            : Clocks.With(CaseClock.ReviewGlass, Owner, broken.At, broken.ReviewDueAt),
    };

    private Case Review(GlassReviewed reviewed)
    {
        var after = this with
        {
            Glass = [.. Glass.Select(g => g.Number == reviewed.Number
                ? g with { Verdict = reviewed.Verdict, Note = reviewed.Note, ReviewedBy = reviewed.By }
                : g)],
        };
        var next = after.Unreviewed.MinBy(g => g.ReviewDueAt);

        return after with
        {
            Clocks = after.Clocks.Without(CaseClock.ReviewGlass).With(CaseClock.ReviewGlass, Owner, next?.At ?? reviewed.At, next?.ReviewDueAt),
        };
    }

    private Case Consent(PersonConsentRecorded recorded) => recorded.Recipient is null ? this : this with
    {
        Consents = Consents.Add(new PersonConsent(
            recorded.Purpose, recorded.Recipient, recorded.Given ? ConsentState.Given : ConsentState.Withdrawn, recorded.How, null, recorded.By,
            recorded.At)),
    };

    private Case Consent(PersonConsentOverridden overridden) => overridden.Recipient is null ? this : this with
    {
        Consents = Consents.Add(new PersonConsent(
            overridden.Purpose, overridden.Recipient, ConsentState.Overridden, overridden.Reason, overridden.LegalBasis, overridden.By,
            overridden.At)),
    };

    private Case Reach(SafeContactSet set) => set.Person < 0 || set.Person >= Persons.Length ? this : this with
    {
        Persons = Persons.SetItem(set.Person, Persons[set.Person] with { Reach = set.Rule }),
    };
}
