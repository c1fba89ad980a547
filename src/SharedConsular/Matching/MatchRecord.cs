using SharedConsular.Households;

namespace SharedConsular.Matching;

/// <summary>What matching compares of a household, made ready once.</summary>
/// <param name="Contact">Normalised; null when there is none that tells anybody apart.</param>
/// <param name="HasUnnamed">Some are only counted, as a text message does: nobody can say who they are.</param>
public sealed record MatchRecord(IReadOnlyList<MatchPerson> Persons, string? Contact, bool HasUnnamed)
{
    /// <summary>Numbers with and without country code and leading zero agree in their last digits.</summary>
    private const int PhoneDigits = 9;
    private const int PhoneDigitsMin = 7;
    private const string Passport = "PASSPORT";

    /// <returns>Null for a household that is never matched: one that fears its state, and one that is counted elsewhere.</returns>
    public static MatchRecord? Of(Household household)
    {
        if (household.FearsOwnState || !household.IsCounted)
        {
            return null;
        }

        List<MatchPerson> persons =
        [
            .. household.Members.Select(m => new MatchPerson(
                m.Number, [.. m.Names.Where(n => n.Text != Erased.Text && n.Text.Any(char.IsLetter)).Select(n => NameWord.AllOf(n.Text))], m.BirthDate,
                Letters(m.Document))).Where(p => p.Names.Count > 0),
        ];

        return new MatchRecord(persons, ContactOf(household.Contact), persons.Count < household.Members.Length);
    }

    /// <summary>One person as somebody else's list has her.</summary>
    public static MatchRecord OfPerson(string name, DateOnly? birthDate, string? document) =>
        new([new MatchPerson(1, [NameWord.AllOf(name)], birthDate, Letters(document))], null, HasUnnamed: false);

    public static string? ContactOf(string? contact)
    {
        if (contact is null or Erased.Text)
        {
            return null;
        }

        if (contact.Contains('@', StringComparison.Ordinal))
        {
            return contact.Trim().ToLowerInvariant();
        }

        // Digits of any script: a phone keypad in Khartoum writes others than one in London.
        var digits = string.Concat(contact.Where(char.IsDigit).Select(c => (char)('0' + (int)char.GetNumericValue(c))));

        return digits.Length < PhoneDigitsMin ? null : digits[^Math.Min(digits.Length, PhoneDigits)..];
    }

    private static string? Letters(string? document)
    {
        var letters = document is null or Erased.Text ? "" : string.Concat(document.Where(char.IsLetterOrDigit)).ToUpperInvariant();

        var kind = letters.StartsWith(Passport, StringComparison.Ordinal) ? Passport.Length : 0;

        // A kind without a number, such as "passport", is no document.
        return letters.Any(char.IsDigit) ? letters[kind..] : null;
    }
}

/// <param name="Names">In each way they were written.</param>
/// <param name="Document">Letters and digits of it; null when there is none.</param>
public sealed record MatchPerson(int Number, IReadOnlyList<IReadOnlyList<NameWord>> Names, DateOnly? BirthDate, string? Document);
