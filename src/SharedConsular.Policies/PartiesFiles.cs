using System.Collections.Immutable;
using SharedConsular.Policies.Text;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>States, groups of states and operators.</summary>
internal static class PartiesFiles
{
    private static readonly string[] Languages = ["en", "es", "fr", "ar", "pt", "ru", "zh", "de", "id", "sw", "uk", "hi"];

    private static readonly string[] Columns =
        ["iso2", "iso3", "capital", "currencies", "languages", "lat", "lon", "groups", .. Languages.Select(l => $"name_{l}")];

    public static void ReadCountries(byte[] content, FaultLog faults, Vocabulary vocabulary) =>
        CsvTable.Read(content, faults, Columns, row =>
        {
            if (row[0].Length is not 2 || TenantId.Parse(row[0].ToLowerInvariant()) is not { } id)
            {
                faults.Error("policy.reference-unreadable", row.Line, $"'{row[0]}' is not a country code.");
                return;
            }

            var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < Languages.Length; i++)
            {
                if (row[8 + i] is { Length: > 0 } name)
                {
                    names[Languages[i]] = name;
                }
            }

            if (!names.ContainsKey("en"))
            {
                faults.Error("policy.missing", row.Line, "The English name is missing.");
                return;
            }

            var centre = row.Number(5) is { } latitude && row.Number(6) is { } longitude ? Position.Parse(latitude, longitude) : null;
            vocabulary.Add(new Tenant(
                id, row[1], names.ToImmutable(), [.. row.List(7)], [.. row.List(4)], [.. row.List(3)], centre, row[2]));
        });

    /// <summary>Groups by name; a state then carries the group too.</summary>
    public static void ReadGroups(Fields root, Vocabulary vocabulary)
    {
        var groups = root.Map("groups");
        foreach (var entry in groups?.Entries() ?? [])
        {
            if (root.MapOf(entry.Value) is not { } fields)
            {
                continue;
            }

            fields.FindText("note");
            fields.FindWord<Confidence>("basis");
            if (vocabulary.FindGroup(entry.Key) is not null)
            {
                root.Faults.Error("policy.duplicate-id", entry.Line, $"The group '{entry.Key}' exists already.");
            }

            var states = vocabulary.PartySet(fields);
            if (states.IsEmpty)
            {
                root.Faults.Error("policy.missing", entry.Line, $"The group '{entry.Key}' has no states.");
            }

            foreach (var state in states)
            {
                var tenant = vocabulary.Tenants[state];
                vocabulary.Add(tenant with { Groups = tenant.Groups.Add(entry.Key) });
            }
        }

        root.End();
    }

    public static void ReadOperators(Fields root, Vocabulary vocabulary)
    {
        foreach (var fields in root.Maps("operators"))
        {
            var id = fields.Text("id");
            var names = NamesOf(fields.Map("names"));
            var languages = fields.Texts("languages");
            fields.FindText("note");
            fields.End();
            if (id.Length <= 2 || TenantId.Parse(id) is not { } party || vocabulary.Tenants.ContainsKey(party))
            {
                fields.Faults.Error("policy.duplicate-id", fields.LineOf("id"), $"'{id}' is no id for an operator, or it is taken.");
            }
            else
            {
                vocabulary.Add(new Tenant(party, "", names, [], languages, [], null, ""));
            }
        }

        root.End();
    }

    public static ImmutableSortedDictionary<string, string> NamesOf(Fields? fields)
    {
        var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in fields?.Entries() ?? [])
        {
            if (entry.Key.Length is not (2 or 3))
            {
                fields!.Faults.Error("policy.unknown-word", entry.Line, $"'{entry.Key}' is not a language code.");
            }
            else if (fields!.TextOf(entry.Value) is { } name)
            {
                names[entry.Key] = name;
            }
        }

        if (fields is not null && !names.ContainsKey("en"))
        {
            fields.Faults.Error("policy.missing", fields.Line, "The English name is missing.");
            names["en"] = "";
        }

        return names.ToImmutable();
    }
}
