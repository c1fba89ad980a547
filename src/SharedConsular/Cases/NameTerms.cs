using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SharedConsular.Cases;

/// <summary>A name as it is searched for: however it was written, the same person is found.</summary>
public static class NameTerms
{
    private const int TermsMax = 40;

    // By hand, because string.Normalize returns what it was given under invariant globalization.
    // First the letter, then its forms with something written over, under or through it.
    private static readonly FrozenDictionary<char, char> Plain = new[]
    {
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčḉ",
        "dďḋḍḏḑḓđð",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡ",
        "hĥȟḣḥḧḩḫẖħ",
        "iìíîïĩīĭįǐȉȋḭḯỉịı",
        "jĵǰ",
        "kķǩḱḳḵ",
        "lĺļľḷḹḻḽł",
        "mḿṁṃ",
        "nñńņňǹṅṇṉṋ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sśŝşšșṡṣṥṧṩ",
        "tţťțṫṭṯṱẗŧ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
        "αά",
        "εέ",
        "ηή",
        "ιΐίϊ",
        "οό",
        "υΰϋύ",
        "ωώ",
        "аӑӓ",
        "гѓ",
        "еѐёӗ",
        "жӂӝ",
        "зӟ",
        "ийѝӣӥ",
        "кќ",
        "оӧ",
        "уўӯӱӳ",
        "чӵ",
        "ыӹ",
        "эӭ",
        "ії",
        "ѵѷ",
        "әӛ",
        "өӫ",
    }.SelectMany(letters => letters[1..], (letters, marked) => (Marked: marked, Letter: letters[0]))
        .ToFrozenDictionary(p => p.Marked, p => p.Letter);

    /// <summary>The words of a name, folded, each once.</summary>
    public static ImmutableArray<string> Of(string name) =>
        [.. Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(TermsMax)];

    /// <summary>
    /// Lower case without diacritics; Arabic without tatweel and harakat, with one form of alef, yeh and teh marbuta.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (char.ToLowerInvariant(c))
            {
                case '\u0640': // tatweel
                case var mark when CharUnicodeInfo.GetUnicodeCategory(mark) is UnicodeCategory.NonSpacingMark:
                case '\'' or '\u2019' or '\u02BC':
                    break;
                case '\u0622' or '\u0623' or '\u0625' or '\u0671': // alef with madda, hamza above, hamza below, wasla
                    folded.Append('\u0627');
                    break;
                case '\u0649' or '\u0626' or '\u06CC': // alef maksura, yeh with hamza, Persian yeh
                    folded.Append('\u064A');
                    break;
                case '\u0629': // teh marbuta
                    folded.Append('\u0647');
                    break;
                case '\u0624': // waw with hamza
                    folded.Append('\u0648');
                    break;
                case '\u06A9': // Persian kaf
                    folded.Append('\u0643');
                    break;
                case 'ß':
                    folded.Append("ss");
                    break;
                case 'æ':
                    folded.Append("ae");
                    break;
                case 'œ':
                    folded.Append("oe");
                    break;
                case 'þ':
                    folded.Append("th");
                    break;
                case var marked when Plain.TryGetValue(marked, out var plain):
                    folded.Append(plain);
                    break;
                case var letter when char.IsLetterOrDigit(letter) || char.IsSurrogate(letter):
                    folded.Append(letter);
                    break;
                default:
                    folded.Append(' ');
                    break;
            }
        }

        return folded.ToString();
    }
}
