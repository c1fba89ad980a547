using System.Collections.Frozen;
using System.Text;

namespace SharedConsular.Matching;

/// <summary>
/// Names of scripts whose signs are syllables or join them, and of Georgian and Armenian, in Latin letters, near enough to be
/// compared. Our own tables, from memory of the national romanisations: the nine scripts of India that Unicode lays out alike,
/// Ethiopic, kana and Hangul by rule, Thai without tones. A family name in Hangul is written as most who bear it write it.
/// Chinese characters stay as they are: no rule gives their sound.
/// </summary>
internal static class SyllabicScripts
{
    private const char IndicFirst = '\u0900', IndicLast = '\u0D7F', EthiopicFirst = '\u1200', EthiopicLast = '\u135A';
    private const char HangulFirst = '\uAC00', HangulLast = '\uD7A3';
    private const int IndicBlock = 0x80, EthiopicRow = 8, Finals = 28, Medials = 21;
    private const int Consonants = 0x15, ConsonantsEnd = 0x39, Nukta = 0x3C, MoreConsonants = 0x58, MoreConsonantsEnd = 0x5F;
    private const char KatakanaFirst = '\u30A1', KatakanaLast = '\u30F6';
    private const int KatakanaAboveHiragana = 0x60;
    private const int HangulNameMin = 2, HangulNameMax = 4;
    private const string ThaiLeadingVowels = "เแโใไ", SmallYs = "ゃゅょ", SmallVowels = "ぁぃぅぇぉ", Vowels = "aiueo";

    /// <summary>A consonant with a dot below is another one: by its place in the block, that of the other.</summary>
    private static readonly FrozenDictionary<int, int> Dotted =
        new Dictionary<int, int> { [0x15] = 0x58, [0x16] = 0x59, [0x17] = 0x5A, [0x1C] = 0x5B, [0x21] = 0x5C, [0x22] = 0x5D, [0x2B] = 0x5E, [0x2F] = 0x5F }
            .ToFrozenDictionary();

    private static readonly FrozenDictionary<int, string> Indic = (
        "01 n|02 n|03 h|05 a|06 a|07 i|08 i|09 u|0A u|0B ri|0E e|0F e|10 ai|12 o|13 o|14 au|15 k|16 kh|17 g|18 gh|19 n|1A ch|1B chh|1C j|1D jh|1E n|"
        + "1F t|20 th|21 d|22 dh|23 n|24 t|25 th|26 d|27 dh|28 n|29 n|2A p|2B ph|2C b|2D bh|2E m|2F y|30 r|31 r|32 l|33 l|34 l|35 v|36 sh|37 sh|"
        + "38 s|39 h|3E a|3F i|40 i|41 u|42 u|43 ri|46 e|47 e|48 ai|4A o|4B o|4C au|58 k|59 kh|5A g|5B z|5C r|5D rh|5E f|5F y")
        .Split('|').ToFrozenDictionary(p => Convert.ToInt32(p[..2], 16), p => p[3..]);

    private static readonly FrozenDictionary<char, string> Letters = new[]
    {
        "ა a|ბ b|გ g|დ d|ე e|ვ v|ზ z|თ t|ი i|კ k|ლ l|მ m|ნ n|ო o|პ p|ჟ zh|რ r|ს s|ტ t|უ u|ფ p|ქ k|ღ gh|ყ q|შ sh|ჩ ch|ც ts|ძ dz|წ ts|ჭ ch|ხ kh|ჯ j|ჰ h",
        "ա a|բ b|գ g|դ d|ե e|զ z|է e|ը e|թ t|ժ zh|ի i|լ l|խ kh|ծ ts|կ k|հ h|ձ dz|ղ gh|ճ ch|մ m|յ y|ն n|շ sh|ո o|չ ch|պ p|ջ j|ռ r|ս s|վ v|տ t|ր r",
        "ց ts|ւ v|փ p|ք k|օ o|ֆ f|և ev",
        "ก k|ข kh|ค kh|ฆ kh|ง ng|จ j|ฉ ch|ช ch|ซ s|ฌ ch|ญ y|ฎ d|ฏ t|ฐ th|ฑ th|ฒ th|ณ n|ด d|ต t|ถ th|ท th|ธ th|น n|บ b|ป p|ผ ph|ฝ f|พ ph|ฟ f|ภ ph|ม m",
        "ย y|ร r|ล l|ว w|ศ s|ษ s|ส s|ห h|ฬ l|อ a|ฮ h|ะ a|ั a|า a|ำ am|ิ i|ี i|ึ ue|ื ue|ุ u|ู u|เ e|แ ae|โ o|ใ ai|ไ ai|่ |้ |๊ |๋ |์ |็ ",
        "あ a|い i|う u|え e|お o|か ka|き ki|く ku|け ke|こ ko|が ga|ぎ gi|ぐ gu|げ ge|ご go|さ sa|し shi|す su|せ se|そ so|ざ za|じ ji|ず zu|ぜ ze|ぞ zo",
        "た ta|ち chi|つ tsu|て te|と to|だ da|ぢ ji|づ zu|で de|ど do|な na|に ni|ぬ nu|ね ne|の no|は ha|ひ hi|ふ fu|へ he|ほ ho|ば ba|び bi|ぶ bu|べ be|ぼ bo",
        "ぱ pa|ぴ pi|ぷ pu|ぺ pe|ぽ po|ま ma|み mi|む mu|め me|も mo|や ya|ゆ yu|よ yo|ら ra|り ri|る ru|れ re|ろ ro|わ wa|ゐ i|ゑ e|を o|ん n|ゔ vu|ー |っ |゛ |゜ ",
    }.SelectMany(table => table.Split('|')).ToFrozenDictionary(pair => pair[0], pair => pair[2..]);

    /// <summary>The family names that most people bear, as most of them write them; others are written by rule.</summary>
    private static readonly FrozenDictionary<char, string> HangulFamilies =
        ("김 kim|이 lee|박 park|최 choi|정 jung|강 kang|조 cho|윤 yoon|장 jang|임 lim|오 oh|신 shin|권 kwon|안 ahn|류 ryu|고 ko|문 moon|노 noh|곽 kwak|성 sung|주 joo"
        + "|우 woo|구 koo|백 baek|유 yoo|심 shim|허 heo|남 nam|배 bae")
        .Split('|').ToFrozenDictionary(p => p[0], p => p[2..]);

    /// <summary>From U+1200, eight signs a consonant.</summary>
    private static readonly string[] EthiopicConsonants =
    [
        "h", "l", "h", "m", "s", "r", "s", "sh", "q", "qw", "q", "q", "b", "v", "t", "ch", "h", "hw", "n", "ny", "", "k", "kw", "kh", "kh", "w", "", "z",
        "zh", "y", "d", "d", "j", "g", "gw", "ng", "t", "ch", "p", "ts", "ts", "f", "p", "",
    ];

    private static readonly string[] EthiopicVowels = ["e", "u", "i", "a", "e", "", "o", "wa"];

    private static readonly string[] HangulInitials =
        ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];

    private static readonly string[] HangulMedials =
    [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
    ];

    private static readonly string[] HangulFinals =
    [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
    ];

    /// <summary>The same text with what these scripts wrote in Latin letters; whatever else it holds stays.</summary>
    public static string ToLatin(string name)
    {
        if (name.All(c => c < 'Ա'))
        {
            return name;
        }

        var latin = new StringBuilder(name.Length * 2);
        for (var i = 0; i < name.Length;)
        {
            i += Write(latin, name.AsSpan(i), i == 0 || char.IsWhiteSpace(name[i - 1]));
        }

        return latin.ToString();
    }

    /// <returns>How many signs were written.</returns>
    private static int Write(StringBuilder latin, ReadOnlySpan<char> rest, bool beginsWord)
    {
        var c = char.ToLowerInvariant(rest[0] is >= KatakanaFirst and <= KatakanaLast ? (char)(rest[0] - KatakanaAboveHiragana) : rest[0]);
        var next = rest.Length > 1 ? rest[1] : ' ';
        if (ThaiLeadingVowels.Contains(c, StringComparison.Ordinal) && Letters.TryGetValue(next, out var consonant))
        {
            // Written before the consonant, spoken after it.
            latin.Append(consonant).Append(Letters[c]);
            return 2;
        }

        if (c is 'ո' && char.ToLowerInvariant(next) is 'ւ')
        {
            latin.Append('u');
            return 2;
        }

        if (c is >= IndicFirst and <= IndicLast && next is >= IndicFirst and <= IndicLast && next % IndicBlock is Nukta
            && Dotted.TryGetValue(c % IndicBlock, out var dotted))
        {
            latin.Append(IndicSign((char)(c - (c % IndicBlock) + dotted), rest.Length > 2 ? rest[2] : ' '));
            return 2;
        }

        if (beginsWord && c is >= HangulFirst and <= HangulLast && HangulLength(rest) is >= HangulNameMin and <= HangulNameMax)
        {
            // Family and given name are written in one.
            latin.Append(HangulFamilies.TryGetValue(c, out var family) ? family : HangulSign(c - HangulFirst)).Append(' ');
            return 1;
        }

        if (!WriteSmallKana(latin, c))
        {
            latin.Append(beginsWord && HangulFamilies.TryGetValue(c, out var alone) ? alone : SignOf(c, next));
        }

        return 1;
    }

    private static int HangulLength(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && rest[length] is >= HangulFirst and <= HangulLast)
        {
            length++;
        }

        return length;
    }

    /// <summary>Small kana change the vowel before them: ki and a small ya are kya, shi and a small ya are sha, fu and a small a are fa.</summary>
    private static bool WriteSmallKana(StringBuilder latin, char kana)
    {
        var (y, vowel) = (SmallYs.IndexOf(kana, StringComparison.Ordinal), SmallVowels.IndexOf(kana, StringComparison.Ordinal));
        if ((y < 0 && vowel < 0) || latin.Length < 2 || !Vowels.Contains(latin[^1], StringComparison.Ordinal))
        {
            return false;
        }

        latin.Length--;
        if (y >= 0 && latin[^1] is not ('h' or 'j'))
        {
            latin.Append('y');
        }

        latin.Append(y >= 0 ? "auo"[y] : Vowels[vowel]);

        return true;
    }

    private static string SignOf(char c, char next) => c switch
    {
        >= IndicFirst and <= IndicLast => IndicSign(c, next),
        >= EthiopicFirst and <= EthiopicLast => EthiopicSign(c - EthiopicFirst),
        >= HangulFirst and <= HangulLast => HangulSign(c - HangulFirst),
        _ => Letters.TryGetValue(c, out var letters) ? letters : c.ToString(),
    };

    /// <summary>A consonant has an a of its own, unless a vowel sign follows, it is silenced, or the word ends.</summary>
    private static string IndicSign(char c, char next)
    {
        var sign = c % IndicBlock;
        if (!Indic.TryGetValue(sign, out var letters))
        {
            return "";
        }

        return IsConsonant(sign) && next is >= IndicFirst and <= IndicLast && (IsConsonant(next % IndicBlock) || next % IndicBlock is 0x01 or 0x02)
            ? letters + "a"
            : letters;
    }

    private static bool IsConsonant(int sign) => sign is (>= Consonants and <= ConsonantsEnd) or (>= MoreConsonants and <= MoreConsonantsEnd);

    private static string EthiopicSign(int sign)
    {
        var consonant = EthiopicConsonants[sign / EthiopicRow];
        var vowel = EthiopicVowels[sign % EthiopicRow];

        // The two rows without a consonant begin a word with their vowel, the first of which is an a.
        return consonant.Length > 0 ? consonant + vowel : sign % EthiopicRow == 0 ? "a" : vowel.Length == 0 ? "e" : vowel;
    }

    private static string HangulSign(int sign) =>
        HangulInitials[sign / (Medials * Finals)] + HangulMedials[sign / Finals % Medials] + HangulFinals[sign % Finals];
}
