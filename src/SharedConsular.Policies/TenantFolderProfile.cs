using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Policies.Text;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>Who a tenant is: <c>profile.yaml</c>.</summary>
internal static class TenantProfileFile
{
    private const int ShortNameLengthMax = 20;
    private const int NameLengthMax = 200;
    private const int ListMax = 60;

    /// <summary>Scripts of ISO 15924 in which states write names today; from memory.</summary>
    private static readonly FrozenSet<string> Scripts = FrozenSet.Create(
        StringComparer.Ordinal,
        "Arab", "Armn", "Beng", "Cyrl", "Deva", "Ethi", "Geor", "Grek", "Gujr", "Guru", "Hang", "Hani", "Hans", "Hant", "Hebr", "Jpan", "Khmr", "Knda",
        "Kore", "Laoo", "Latn", "Mlym", "Mong", "Mymr", "Orya", "Sinh", "Taml", "Telu", "Tfng", "Thaa", "Thai", "Tibt");

    public static TenantProfile Read(Fields root, TenantId tenant, Vocabulary vocabulary)
    {
        if (vocabulary.Party(root, "tenant") is { } named && named != tenant)
        {
            root.Faults.Error("policy.not-yours", root.LineOf("tenant"), $"This is the folder of '{named}', not of '{tenant}'.");
        }

        root.Word<Confidence>("basis");
        var profile = new TenantProfile(
            ReadNames(root), ReadCodes(root, "languages", IsLanguage, "a language by its code of ISO 639, such as en"), ReadBranding(root),
            ReadCalendar(root, vocabulary), ReadNameRules(root, vocabulary.Tenants.GetValueOrDefault(tenant) is { Alpha3.Length: > 0 }),
            ReadCodes(root, "time_zones", IsTimeZone, "a time zone such as Pacific/Funafuti"),
            ReadCodes(root, "currencies", code => vocabulary.Tenants.Values.Any(t => t.Currencies.Contains(code)), "a currency of ISO 4217, such as EUR"));
        root.End();

        return profile;
    }

    private static ImmutableSortedDictionary<string, string> ReadNames(Fields root)
    {
        var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in root.FindMap("names") is { } fields ? fields.Entries() : [])
        {
            if (!IsLanguage(entry.Key))
            {
                root.Faults.Error("policy.unknown-word", entry.Line, $"'{entry.Key}' is not a language code.");
            }
            else if (root.TextOf(entry.Value) is { } name)
            {
                names[entry.Key] = Bounded(root, entry.Line, name, NameLengthMax);
            }
        }

        return names.ToImmutable();
    }

    private static TenantBranding ReadBranding(Fields root)
    {
        if (root.Map("branding") is not { } fields)
        {
            return new TenantBranding("", "", "");
        }

        var branding = new TenantBranding(
            Bounded(fields, fields.LineOf("short_name"), fields.Text("short_name"), ShortNameLengthMax),
            ReadColour(fields, "primary"), ReadColour(fields, "on_primary"));
        fields.End();
        CheckContrast(fields, branding);

        return branding;
    }

    /// <summary>Whoever sees badly must be able to read a state's name on its colour.</summary>
    private static void CheckContrast(Fields fields, TenantBranding branding)
    {
        if (IsColour(branding.Primary) && IsColour(branding.OnPrimary)
            && TenantBranding.ContrastOf(branding.Primary, branding.OnPrimary) is var contrast and < TenantBranding.ContrastMin)
        {
            fields.Faults.Error(
                "policy.low-contrast", fields.LineOf("on_primary"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{branding.OnPrimary}' on '{branding.Primary}' has a contrast of {contrast:0.0}; letters need {TenantBranding.ContrastMin}."));
        }
    }

    private static TenantCalendar ReadCalendar(Fields root, Vocabulary vocabulary)
    {
        if (root.FindMap("calendar") is not { } fields)
        {
            return new TenantCalendar(null, []);
        }

        var calendar = new TenantCalendar(
            vocabulary.FindParty(fields, "like"),
            [.. (fields.Find("extra") is { } days ? fields.ItemsOf(days) : []).Select(fields.DateOf).OfType<DateOnly>().Distinct().Order()]);
        fields.End();
        if (calendar.ExtraHolidays.Length > ListMax)
        {
            fields.Faults.Error("policy.too-large", fields.LineOf("extra"), $"At most {ListMax} days.");
        }

        return calendar;
    }

    /// <summary>Asked of the tenant's own nationals when a case is opened; an operator has none.</summary>
    private static NameRules ReadNameRules(Fields root, bool hasNationals)
    {
        if ((hasNationals ? root.Map("name_rules") : root.FindMap("name_rules")) is not { } fields)
        {
            return new NameRules(NameOrder.GivenFirst, [], []);
        }

        if (!hasNationals)
        {
            root.Faults.Error("policy.never-fires", root.LineOf("name_rules"), "An operator has no nationals, so nobody's name would be taken down by this.");
        }

        var rules = new NameRules(
            fields.Word<NameOrder>("order"), ReadCodes(fields, "scripts", Scripts.Contains, "a script of ISO 15924, such as Latn"),
            fields.Words<NamePart>("required"));
        fields.End();

        return rules;
    }

    private static string ReadColour(Fields fields, string key)
    {
        var colour = fields.Text(key);
        if (colour.Length > 0 && !IsColour(colour))
        {
            fields.Faults.Error("policy.unknown-word", fields.LineOf(key), $"'{colour}' is not a colour such as #0b5ea8.");
        }

        return colour;
    }

    private static bool IsColour(string text) => text.Length is 7 && text[0] is '#' && text.Skip(1).All(char.IsAsciiHexDigitLower);

    private static ImmutableArray<string> ReadCodes(Fields fields, string key, Func<string, bool> isKnown, string what)
    {
        var codes = ImmutableArray.CreateBuilder<string>();
        foreach (var node in fields.Find(key) is { } list ? fields.ItemsOf(list) : [])
        {
            if (fields.TextOf(node) is not { } code)
            {
                continue;
            }

            if (!isKnown(code))
            {
                fields.Faults.Error("policy.unknown-word", node.Line, $"'{code}' is not {what}.");
            }
            else if (codes.Contains(code))
            {
                fields.Faults.Error("policy.duplicate-id", node.Line, $"'{code}' stands here twice.");
            }
            else if (codes.Count < ListMax)
            {
                codes.Add(code);
            }
            else
            {
                fields.Faults.Error("policy.too-large", node.Line, $"At most {ListMax} entries.");
                break;
            }
        }

        return codes.ToImmutable();
    }

    private static string Bounded(Fields fields, int line, string text, int lengthMax)
    {
        if (text.Length > lengthMax)
        {
            fields.Faults.Error("policy.too-large", line, $"At most {lengthMax} characters.");
        }

        return text;
    }

    private static bool IsLanguage(string code) => code.Length is 2 or 3 && code.All(char.IsAsciiLetterLower);

    private static bool IsTimeZone(string code) => code.Contains('/') && TimeZoneInfo.TryFindSystemTimeZoneById(code, out var zone) && zone.HasIanaId;
}
