using System.Globalization;
using System.Text.RegularExpressions;
using SharedConsular.Contracts;
using SharedConsular.Households;

namespace SharedConsular.Api.Intake;

/// <summary>
/// A household in one text message:
/// <code>STATE NAME [YEAR] [+OTHERS] [PLACE]      GB Smith John 1980 +2 Port Sudan</code>
/// STATE is the two-letter code of a nationality, NAME up to the first number, YEAR of birth, OTHERS how many more people
/// travel along (their names come later), PLACE where they are.
/// </summary>
internal static partial class TextMessages
{
    public const int LengthMax = 160;

    private const int MatchMillisecondsMax = 200;

    /// <returns>Null when it is not written so.</returns>
    public static RegisterHouseholdRequest? Read(string? text, string? from)
    {
        if (text is null or { Length: > LengthMax } || Grammar().Match(text.Trim()) is not { Success: true } match)
        {
            return null;
        }

        var others = int.TryParse(match.Groups["others"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var more) ? more : 0;
        if (others >= Household.MembersMax)
        {
            return null;
        }

        var nationality = new NationalityRequest(match.Groups["state"].Value.ToLowerInvariant());
        var name = match.Groups["name"].Value;

        // A year alone is a day nobody knows; the first of January counts little when records are compared.
        DateOnly? born = match.Groups["year"].Value is { Length: > 0 } year ? new DateOnly(int.Parse(year, CultureInfo.InvariantCulture), 1, 1) : null;
        var place = match.Groups["place"].Value.Trim();

        return new RegisterHouseholdRequest(
            [
                new HouseholdMemberContract([new PersonNameContract(name)], born, [nationality]),
                .. Enumerable.Range(1, others).Select(i => new HouseholdMemberContract(
                    [new PersonNameContract(string.Create(CultureInfo.InvariantCulture, $"+{i}"))], null, [nationality])),
            ],
            place.Length > 0 ? place : null,
            place.Length > 0 ? [place] : null,
            Contact: from,
            Through: Words.Of(RegisteredBy.TextMessage));
    }

    /// <summary>What goes back: the reference and secret, and that this is no seat yet.</summary>
    public static string Answer(string reference, string secret, string? notice)
    {
        var answer = $"{reference} {secret}";
        var full = notice is null ? answer : $"{answer} {notice}";

        return full.Length <= LengthMax ? full : answer;
    }

    [GeneratedRegex(
        @"^(?<state>[A-Za-z]{2})\s+(?<name>[\p{L}\p{M}'’. -]{2,80}?)(?:\s+(?<year>(?:19|20)\d\d))?(?:\s*\+\s*(?<others>\d{1,2}))?"
        + @"(?:(?<=\d)\s+(?<place>[\p{L}\p{M}\d'’. -]{2,60}))?$",
        RegexOptions.CultureInvariant, MatchMillisecondsMax)]
    private static partial Regex Grammar();
}
