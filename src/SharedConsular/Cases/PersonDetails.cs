using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Access;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Cases;

/// <summary>By what right one person files for another.</summary>
public enum FilingAuthority
{
    /// <summary>The person files for herself.</summary>
    Self,
    Parent,
    Guardian,
    CourtOrder,
    PowerOfAttorney,
    Spouse,

    /// <summary>Someone who only cares: a friend, a neighbour, a passer-by.</summary>
    None,
}

/// <param name="Text">As the person writes it; never transliterated here.</param>
/// <param name="Script">ISO 15924, for example <c>Latn</c> or <c>Arab</c>.</param>
public sealed record PersonName([Personal] string Text, string Script)
{
    [Personal]
    public string? Given { get; init; }

    [Personal]
    public string? Family { get; init; }

    [Personal]
    public string? Father { get; init; }

    [Personal]
    public string? Mother { get; init; }

    /// <summary>What she said of a part of her name: empty when she has none, null when nobody asked.</summary>
    public string? Find(NamePart part) => part switch
    {
        NamePart.Given => Given,
        NamePart.Family => Family,
        NamePart.Father => Father,
        _ => Mother,
    };
}

/// <summary>One person a case is about.</summary>
/// <param name="Contact">How the person wants to be reached.</param>
/// <param name="SafeContact">What must be heeded in reaching her: hours, words, who must not pick up.</param>
/// <param name="Authority">By what right the case was filed for her.</param>
/// <param name="AuthorityNote">The paper that shows it, for example a court and a file number.</param>
public sealed record PersonDetails(
    ImmutableArray<PersonName> Names,
    [Personal] DateOnly? BirthDate,
    ImmutableArray<Nationality> Nationalities,
    [Personal] string? Contact = null,
    [Personal] string? SafeContact = null,
    FilingAuthority Authority = FilingAuthority.Self,
    [Personal] string? AuthorityNote = null) : IPersonRecord
{
    /// <summary>Whose key seals this record: a login, or a name within the case. Not part of who the person is.</summary>
    public string? Subject { get; init; }

    /// <summary>How a person is called whose login nobody knows: by her place in the case, counted from 0.</summary>
    public static string SubjectAt(int place) => string.Create(CultureInfo.InvariantCulture, $"person-{place + 1}");

    public ImmutableArray<PersonName> Names { get; init; } = Names.OrEmpty();

    public ImmutableArray<Nationality> Nationalities { get; init; } = Nationalities.OrEmpty();

    /// <summary>How, when and over what she may be reached; null when nobody has said.</summary>
    public SafeContact? Reach { get; init; }

    public bool Equals(PersonDetails? other) =>
        other is not null && BirthDate == other.BirthDate && Contact == other.Contact && SafeContact == other.SafeContact
        && Reach == other.Reach && Authority == other.Authority && AuthorityNote == other.AuthorityNote
        && Names.SequenceEqual(other.Names) && Nationalities.SequenceEqual(other.Nationalities);

    public override int GetHashCode() => HashCode.Combine(BirthDate, Contact, SafeContact, Authority, Names.Length);
}
