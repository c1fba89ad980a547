using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Staff;

namespace SharedConsular.Access;

/// <summary>
/// Somebody the person must be kept from, of whom not the login is known but who she is: by name, by birth date, by party and post. Every
/// login whose entry in a staff book fits is kept from the case.
/// </summary>
/// <param name="Number">Counts those named in this case, from 1.</param>
/// <param name="Party">Whom she works for; null when that is not known.</param>
/// <param name="Post">Where; null when that is not known.</param>
public sealed record AdversePerson(
    int Number, [Personal] string? Name, [Personal] DateOnly? BirthDate, TenantId? Party, [Personal] string? Post, [Personal] string Reason, Actor By,
    DateTimeOffset At)
{
    /// <summary>The list of cases that name somebody, of the installation; read only to find whom a new entry in a staff book fits.</summary>
    public const string List = "adverse-persons";

    /// <summary>A name of one word fits only itself; of more, each word of the shorter must stand in the longer.</summary>
    private const int WordsMin = 2;

    /// <summary>The logins recognised so far. One stays although her entry changes: who left a post is no other person.</summary>
    public ImmutableArray<string> Logins { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Whether somebody is named closely enough that few others are meant.</summary>
    public static bool IsNamed(string? name, DateOnly? birthDate, TenantId? party) => name is not null || (birthDate is not null && party is not null);

    public bool Is(Caller caller) => Logins.Contains(caller.Login) || (caller.Staff is { } member && Fits(caller.Tenant, member));

    /// <summary>What the staff book does not say speaks for nobody, but that a birth date is missing does not clear a name.</summary>
    internal bool Fits(TenantId party, StaffMember member) =>
        (Party is null || Party == party)
        && (Post is null || member.Posts.IsEmpty || member.Posts.Contains(Post))
        && (Name is null ? BirthDate is not null && BirthDate == member.BirthDate : IsSame(Name, member.Name))
        && (BirthDate is null || member.BirthDate is null || BirthDate == member.BirthDate);

    /// <summary>Whether a person of the case is the one who is named.</summary>
    internal bool Names(PersonDetails person) =>
        Name is not null && person.Names.Any(n => IsSame(Name, n.Text)) && (BirthDate is null || person.BirthDate is null || BirthDate == person.BirthDate);

    private static bool IsSame(string name, string? other)
    {
        var (words, others) = (NameTerms.Of(name), NameTerms.Of(other ?? ""));
        var (few, many) = words.Length <= others.Length ? (words, others) : (others, words);

        return few.Length > 0 && (few.Length >= WordsMin || many.Length == few.Length) && few.All(many.Contains);
    }
}

/// <summary>Keeps whoever fits from the case.</summary>
public sealed record BlockAdversePerson(string? Name, DateOnly? BirthDate, TenantId? Party, string? Post, string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.BlockAdverseParty;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.AdversePersons.Any(p => p.Name == Name && p.BirthDate == BirthDate && p.Party == Party && p.Post == Post);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        !AdversePerson.IsNamed(Name, BirthDate, Party) ? AccessRefusals.AdversePersonUnnamed
        : @case.BlocksCount >= BlockAdverseParty.BlocksMax ? AccessRefusals.TooManyBlocks.With($"{BlockAdverseParty.BlocksMax}")
        : new AdversePersonBlocked(
            @case.AdversePersonsNamed + 1, Name, BirthDate, Party, Post, Reason, Actor.Of(context.Caller), context.Now);
}

/// <summary>Lets whoever fits see the case again, as far as role and party go.</summary>
public sealed record LiftAdversePersonBlock(int Number, string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.LiftAdversePartyBlock;

    internal override bool TookEffect(Case @case, DecisionContext context) => !@case.AdversePersons.Any(p => p.Number == Number);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new AdversePersonBlockLifted(Number, Reason, Actor.Of(context.Caller), context.Now);
}

/// <summary>
/// The platform found in a staff book whom the case names. The case then stands in the list of what is hidden from that login,
/// and so in none of its pages.
/// </summary>
public sealed record RecogniseAdversePerson(TenantId Party, StaffMember Member) : CaseCommand
{
    public override CaseAction Action => CaseAction.RecogniseAdversePerson;

    internal override bool TookEffect(Case @case, DecisionContext context) => Unrecognised(@case).IsEmpty;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) => ImmutableArray.CreateRange<CaseEvent>(
        Unrecognised(@case).Select(p => new AdversePersonRecognised(p.Number, Party, Member.User, Actor.Of(context.Caller), context.Now)));

    private ImmutableArray<AdversePerson> Unrecognised(Case @case) =>
        [.. @case.AdversePersons.Where(p => p.Fits(Party, Member) && !p.Logins.Contains(Caller.LoginOf(Party, Member.User)))];
}

/// <summary>Tells the platform to look who in the staff books a case names. Whom, stands in the case.</summary>
public sealed record AdversePersonNamed(EntityKey Case)
{
    public const string Topic = "case.adverse-person-named";
}

/// <summary>That a case names somebody.</summary>
public sealed record AdversePersonRow(string Reference);
