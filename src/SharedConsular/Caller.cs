using System.Collections.Immutable;
using SharedConsular.Staff;

namespace SharedConsular;

/// <summary>A login: an officer of a party, or a national. The value is the token's subject.</summary>
public readonly record struct UserId(string Value)
{
    private const char PartyMark = '/';

    /// <summary>
    /// A national is found by login wherever the case is kept, so the login carries its party: two sign-in services may
    /// give two people the same subject.
    /// </summary>
    public static UserId OfNational(TenantId party, string subject) => new($"{party}{PartyMark}{subject}");

    /// <summary>The party whose sign-in service gave a national's login out; null for an officer's.</summary>
    public TenantId? FindParty() => Value.Split(PartyMark, 2) is [var party, _] ? TenantId.Parse(party) : null;

    public override string ToString() => Value;
}

/// <summary>What a login may be at all; what it may do with one matter depends on its relation to that matter.</summary>
public enum Role
{
    /// <summary>Nobody signed in. May ask who may help, and nothing else.</summary>
    Anonymous,
    National,
    Officer,
    Supervisor,

    /// <summary>An officer who may open protection files, as long as a certificate says so.</summary>
    ProtectionOfficer,

    /// <summary>Sets up one tenant: services, fees, rules, staff. Reads no case.</summary>
    Administrator,

    /// <summary>Runs a declared crisis for its tenant.</summary>
    CrisisCell,

    /// <summary>Reads what was done and who read what, and no case.</summary>
    Auditor,

    /// <summary>Keeps the installation running for all tenants and never sees personal data.</summary>
    PlatformOperator,

    /// <summary>The platform itself: clocks that fall due and steps between entities.</summary>
    System,
}

/// <summary>Who asks, and for which party. Nothing runs without both; both come from the verified token.</summary>
public sealed record Caller(TenantId Tenant, UserId User, Role Role)
{
    /// <summary>The certificate to work protection files, as the staff register has it; null without one.</summary>
    public Certificate? Protection { get; init; }

    /// <summary>What the party says of who this is and where she works; null where it says nothing.</summary>
    public StaffMember? Staff { get; init; }

    /// <summary>Of the secret of a case that was shown at the door; null without one.</summary>
    public string? FollowHash { get; init; }

    /// <summary>The posts she is bound to; empty for one who works for all of them.</summary>
    public ImmutableArray<string> Posts => Staff?.Posts ?? [];

    /// <summary>The login with its party, the same for one person in whatever role she signs in.</summary>
    public string Login => Role is Role.National ? User.Value : LoginOf(Tenant, User);

    public static Caller System { get; } = new(TenantId.Installation, new UserId("system"), Role.System);

    public static Caller Anonymous { get; } = new(TenantId.Installation, new UserId("anonymous"), Role.Anonymous);

    /// <summary>The platform, about to tell a party something: it asks for what that party may know.</summary>
    public static Caller OnBehalfOf(TenantId party) => new(party, System.User, Role.System);

    /// <summary>Nobody signed in, with the secret of a case.</summary>
    public static Caller Follower(string hash) => new(TenantId.Installation, new UserId("follower"), Role.Anonymous) { FollowHash = hash };

    /// <summary>The login of a subject of a party's sign-in service.</summary>
    public static string LoginOf(TenantId party, UserId subject) => $"{party}/{subject.Value}";
}
