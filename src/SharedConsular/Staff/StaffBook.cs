using System.Collections.Immutable;
using System.Diagnostics;
using SharedConsular.Cases;

namespace SharedConsular.Staff;

/// <summary>What a tenant says of its own staff: who holds which certificate, and until when.</summary>
public sealed record StaffBook(ImmutableArray<Certificate> Certificates)
{
    /// <summary>More than the certified officers of any service; a tenant that has more must say so first.</summary>
    public const int CertificatesMax = 1_000;

    /// <summary>The staff of a foreign service of the middle size.</summary>
    public const int MembersMax = 5_000;

    public static EntityType<StaffBook, StaffCommand, StaffEvent> Type { get; } = new(
        Name: "staff-book",
        Initial: new StaffBook(ImmutableArray<Certificate>.Empty),
        Decide: (book, command, context) => command.Decide(book, context),
        Evolve: (book, @event) => book.Evolve(@event))
    {
        Messages = (key, _, @event) => @event is StaffMemberRecorded { Member: { } member }
            ? [new OutboxMessage(StaffMemberSaid.Topic, key.ToString(), new StaffMemberSaid(key.Tenant, member.User))]
            : [],
        Persons = book => new PersonsHeld(null, [.. book.Members.Select(m => m.Subject)]),
    };

    public ImmutableArray<StaffMember> Members { get; init => field = value.OrEmpty(); } = [];

    public static EntityKey KeyOf(TenantId tenant) => new(tenant, Type.Name, "staff");

    public Certificate? Find(UserId holder, CertificateKind kind) => Certificates.FirstOrDefault(c => c.Holder == holder && c.Kind == kind);

    public StaffMember? FindMember(UserId user) => Members.FirstOrDefault(m => m.User == user);

    private StaffBook Evolve(StaffEvent @event) => @event switch
    {
        CertificateRecorded recorded => this with
        {
            Certificates = recorded.Certificate is { } added
                ? [.. Certificates.Where(c => c.Holder != added.Holder || c.Kind != added.Kind), added]
                : Certificates,
        },
        CertificateWithdrawn withdrawn => this with
        {
            Certificates = [.. Certificates.Where(c => c.Holder != withdrawn.Holder || c.Kind != withdrawn.Kind)],
        },
        StaffMemberRecorded recorded => this with
        {
            Members = recorded.Member is { } said ? [.. Members.Where(m => m.User != said.User), said] : Members,
        },
        StaffMemberRemoved removed => this with { Members = [.. Members.Where(m => m.User != removed.User)] },
        _ => throw new UnreachableException($"StaffBook does not evolve on {@event.GetType().Name}."),
    };
}

/// <summary>Tells the platform that something was said of somebody. What, stands in the book.</summary>
public sealed record StaffMemberSaid(TenantId Tenant, UserId User)
{
    public const string Topic = "staff.member-recorded";
}

/// <summary>Something a tenant's administrator records of its staff.</summary>
public abstract record StaffCommand
{
    private protected StaffCommand() { }

    internal abstract Decision<StaffEvent> Decide(StaffBook book, DecisionContext context);
}

/// <summary>What a tenant recorded of its staff. This is the stored format: add to it, never rename or remove.</summary>
public abstract record StaffEvent
{
    private protected StaffEvent() { }
}

[StoredAs("certificate-recorded")]
public sealed record CertificateRecorded(Certificate Certificate, DateTimeOffset RecordedAt) : StaffEvent;

[StoredAs("certificate-withdrawn")]
public sealed record CertificateWithdrawn(UserId Holder, CertificateKind Kind, UserId By, DateTimeOffset WithdrawnAt) : StaffEvent;

[StoredAs("staff-member-recorded")]
public sealed record StaffMemberRecorded(StaffMember Member, UserId By, DateTimeOffset RecordedAt) : StaffEvent;

[StoredAs("staff-member-removed")]
public sealed record StaffMemberRemoved(UserId User, UserId By, DateTimeOffset RemovedAt) : StaffEvent;

public static class StaffRefusals
{
    public static readonly Refusal NotForOneself =
        new(RefusalKind.NotAllowed, "staff.not-for-oneself", "Nobody writes this about themselves; another administrator must.");

    public static readonly Refusal EndsBeforeItBegins =
        new(RefusalKind.Invalid, "staff.ends-before-it-begins", "The last day of a certificate is not before its first.");

    public static readonly Refusal TooManyMembers =
        new(RefusalKind.Conflict, "staff.too-many-members", "The staff book holds at most {0} people; remove those who left.");

    public static readonly Refusal TooManyCertificates =
        new(RefusalKind.Conflict, "staff.too-many-certificates", "The staff book holds at most {0} certificates; withdraw those that ended.");
}
