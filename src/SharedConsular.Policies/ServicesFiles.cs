using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Policies.Text;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>The catalogue of services and what states charge for them.</summary>
internal static class ServicesFiles
{
    private static readonly string[] FeeColumns = ["state", "service", "variant", "amount", "currency", "effective", "basis", "source", "note"];

    public static void ReadCatalogue(Fields root, Vocabulary vocabulary, SourceMap places)
    {
        var version = root.Text("version");
        foreach (var fields in root.Maps("services"))
        {
            var service = ReadService(fields, version);
            fields.End();
            if (!vocabulary.Services.TryAdd(service.Id, service))
            {
                root.Faults.Error("policy.duplicate-id", fields.Line, $"The service '{service.Id}' exists already.");
            }

            places.Add($"service:{service.Id}", root.Faults.File, fields.Line);
        }

        root.End();
    }

    private static Service ReadService(Fields fields, string version) => new(
        fields.Text("id"),
        version,
        fields.Word<ServiceCategory>("category"),
        fields.Word<Shareability>("shareable"),
        PartiesFiles.NamesOf(fields.Map("names")),
        fields.Texts("steps"),
        fields.Texts("papers"),
        fields.Text("presence"),
        fields.Text("time"),
        fields.Text("fee_rule"),
        fields.FindText("note"),
        fields.FindFlag("needs_person_consent") ?? false,
        fields.FindFlag("needs_own_state") ?? false,
        fields.Period());

    /// <summary>What a tariff calls a service, and which services of the catalogue that is.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> ReadTariffWords(Fields root, Vocabulary vocabulary)
    {
        var words = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        if (root.Map("tariff_words") is { } fields)
        {
            foreach (var entry in fields.Entries().ToArray())
            {
                words[entry.Key] = vocabulary.ServiceList(fields, entry.Key);
            }
        }

        root.End();

        return words.ToImmutable();
    }

    public static ImmutableSortedSet<string> ReadCurrencies(byte[] content, FaultLog faults)
    {
        var codes = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        CsvTable.Read(content, faults, ["code"], row => codes.Add(row[0]));

        return codes.ToImmutable();
    }

    /// <remarks>
    /// A row of a group (the EU document costs "the same as for own nationals") becomes a fee of each member, without
    /// an amount. A tariff word without a service of ours keeps its own name: it is a fee all the same.
    /// </remarks>
    public static ImmutableArray<Fee> ReadFees(
        byte[] content,
        FaultLog faults,
        Vocabulary vocabulary,
        ImmutableSortedDictionary<string, ImmutableArray<string>> tariffWords,
        ImmutableSortedSet<string> currencies)
    {
        var fees = ImmutableArray.CreateBuilder<Fee>();
        var unmapped = new HashSet<string>(StringComparer.Ordinal);
        CsvTable.Read(content, faults, FeeColumns, row =>
        {
            ImmutableArray<TenantId> states = vocabulary.FindParty(row[0]) is { } state ? [state] : vocabulary.FindGroup(row[0]) ?? [];
            if (states.IsEmpty)
            {
                faults.Error("policy.unknown-word", row.Line, $"'{row[0]}' is neither a state nor a group.");
            }

            var amount = AmountOf(row, faults);
            if (row[4].Length > 0 && row[4] != "PCT" && !currencies.Contains(row[4]))
            {
                faults.Error("policy.unknown-word", row.Line, $"'{row[4]}' is not a currency.");
            }

            if (!tariffWords.TryGetValue(row[1], out var services))
            {
                services = [row[1]];
                if (!vocabulary.Services.ContainsKey(row[1]) && unmapped.Add(row[1]))
                {
                    faults.Warning(
                        "policy.fee-without-service", row.Line, $"No service of the catalogue is called '{row[1]}'; the fee is kept under that name.");
                }
            }

            var effective = row[5] is "any" ? null : row.Date(5);
            fees.AddRange(
                from holder in states
                from service in services
                select new Fee(holder, service, row[2], amount, row[4], effective, BasisOf(row[6]), row[7], row[8]));
        });

        return fees.ToImmutable();
    }

    /// <summary>"found(page)+memory" rests on memory as soon as a part of it does.</summary>
    public static Confidence BasisOf(string text) =>
        text.Contains("memory", StringComparison.Ordinal) || !text.StartsWith("found", StringComparison.Ordinal)
            ? Confidence.Memory
            : Confidence.Found;

    private static decimal? AmountOf(CsvCells row, FaultLog faults)
    {
        if (row[3] is not { Length: > 0 } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return amount;
        }

        faults.Error("policy.not-a-number", row.Line, $"'{text}' is not an amount.");
        return null;
    }
}
