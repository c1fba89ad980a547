using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Policies.Text;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>One agreement, one file.</summary>
internal static class AgreementsFile
{
    private const int DaysMax = 36_600;

    private static readonly string[] PlaceColumns = ["assisting", "assisted", "place_iso2", "post_city", "confidence", "basis"];

    /// <param name="findTable">The content of a reference table by its name, for <c>places_table</c>.</param>
    public static Agreement? Read(Fields root, Vocabulary vocabulary, SourceMap places, Func<string, byte[]?> findTable)
    {
        var id = root.Text("id");
        var agreement = new Agreement(
            id,
            root.WholeNumber("version", 1, 10_000),
            root.Text("title"),
            root.Word<InstrumentKind>("kind"),
            vocabulary.PartySet(root.Map("assisting")),
            vocabulary.PartySet(root.Map("assisted")),
            root.Word<PlaceScope>("scope"),
            [.. ListedPlaces(root, "places", vocabulary), .. TablePlaces(root, vocabulary, findTable)],
            ReadServices(root, vocabulary),
            vocabulary.ServiceList(root, "excluded"),
            root.Words<PersonsCovered>("persons").Aggregate(PersonsCovered.None, (all, one) => all | one),
            root.Flag("standing_mandate"),
            root.Word<UnrepresentedTest>("unrepresented"),
            [.. root.Maps("gates").Select(fields => ReadGate(fields, vocabulary))],
            ReadConsultation(root.Map("consultation")),
            ReadCost(root.Map("cost")),
            ReadData(root.Map("data")),
            root.Map("in_force") is { } inForce ? Ended(inForce, inForce.Period()) : Period.Always,
            ReadExit(root.Map("exit")),
            root.Word<Confidence>("basis"),
            root.Text("source"))
        {
            Designated = [.. ListedPlaces(root, "designated", vocabulary)],
            Requires = ReadRequires(root),
            Articles = [.. root.Maps("articles").Select(f => Ended(f, new ArticleNote(f.Text("ref"), f.Text("rule"))))],
        };
        root.End();
        if (!places.Add($"agreement:{id}@{agreement.Version}", root.Faults.File, root.LineOf("id")))
        {
            root.Faults.Error("policy.duplicate-id", root.LineOf("id"), $"The agreement '{id}' version {agreement.Version} exists already.");
        }

        return root.Faults.HasErrors ? null : agreement;
    }

    public static GateRecord ReadGate(Fields fields, Vocabulary vocabulary)
    {
        var gate = new GateRecord(
            fields.Word<GateKind>("gate"),
            fields.Word<GateAnswer>("answer"),
            fields.Period(),
            vocabulary.PartySet(fields.FindMap("places")),
            vocabulary.PartySet(fields.FindMap("holders")),
            fields.Text("channel"),
            fields.FindWholeNumber("waiting_days", 0, DaysMax) ?? 0,
            fields.Word<Confidence>("basis"))
        {
            Services = vocabulary.ServiceList(fields, "services"),
        };
        fields.End();

        return gate;
    }

    /// <summary>
    /// Powers by <c>{shareable: ..}</c>, <c>{category: ..}</c> or <c>{service: ..}</c>; the narrower entry wins, and
    /// what is named as excluded is not covered by a wider one.
    /// </summary>
    private static ImmutableArray<ServicePowers> ReadServices(Fields root, Vocabulary vocabulary)
    {
        var byService = new SortedDictionary<string, (int Width, Powers Powers)>(StringComparer.Ordinal);
        var excluded = vocabulary.ServiceList(root, "excluded").ToHashSet();
        foreach (var fields in root.Maps("services"))
        {
            var shareable = fields.FindWord<Shareability>("shareable");
            var category = fields.FindWord<ServiceCategory>("category");
            var service = fields.Has("service") ? vocabulary.Service(fields, "service") : null;
            var powers = fields.Words<Powers>("powers").Aggregate(Powers.None, (all, one) => all | one);
            fields.End();
            if ((shareable is null && category is null && service is null) || powers is Powers.None)
            {
                fields.Faults.Error("policy.missing", fields.Line, "One of 'shareable', 'category' or 'service' is needed, and 'powers'.");
                continue;
            }

            if (service is not null && excluded.Contains(service))
            {
                fields.Faults.Error("policy.contradiction", fields.Line, $"'{service}' is covered and excluded.");
            }

            var width = service is not null ? 0 : category is not null ? 1 : 2;
            foreach (var covered in vocabulary.Services.Values)
            {
                var holds = (shareable is null || covered.Shareability == shareable)
                    && (category is null || covered.Category == category)
                    && (service is null || covered.Id == service)
                    && !excluded.Contains(covered.Id);
                if (!holds)
                {
                    continue;
                }

                if (byService.TryGetValue(covered.Id, out var known) && known.Width == width && known.Powers != powers)
                {
                    fields.Faults.Error(
                        "policy.contradiction", fields.Line, $"'{covered.Id}' gets two different sets of powers from entries of the same width.");
                }

                if (!byService.ContainsKey(covered.Id) || known.Width > width)
                {
                    byService[covered.Id] = (width, powers);
                }
            }
        }

        return [.. byService.Select(s => new ServicePowers(s.Key, s.Value.Powers))];
    }

    private static IEnumerable<ListedPlace> ListedPlaces(Fields root, string key, Vocabulary vocabulary)
    {
        foreach (var fields in root.Maps(key))
        {
            var assisting = vocabulary.Party(fields, "assisting");
            var assisted = vocabulary.Party(fields, "assisted");
            var place = vocabulary.Party(fields, "place");
            var city = fields.FindText("city");
            var within = fields.FindNumber("within_km", 1, 20_100);
            var basis = fields.Word<Confidence>("basis");
            fields.End();
            if (assisting is not null && assisted is not null && place is not null)
            {
                yield return new ListedPlace(assisting, assisted, place, city, within, basis);
            }
        }
    }

    /// <summary>
    /// Places of a reference table. "Denpasar (Bali) - consular district only" becomes the city and, from
    /// <c>district_km</c>, how far its district reaches.
    /// </summary>
    private static IEnumerable<ListedPlace> TablePlaces(Fields root, Vocabulary vocabulary, Func<string, byte[]?> findTable)
    {
        if (root.FindMap("places_table") is not { } fields)
        {
            yield break;
        }

        var name = fields.Text("file");
        var districts = new Dictionary<string, double>(StringComparer.Ordinal);
        if (fields.FindMap("district_km") is { } reaches)
        {
            foreach (var entry in reaches.Entries())
            {
                districts[entry.Key] = reaches.NumberOf(entry.Value, 1, 20_100) ?? 0;
            }
        }

        fields.End();
        if (findTable(name) is not { } content)
        {
            root.Faults.Error("policy.reference-unreadable", fields.LineOf("file"), $"The table '{name}' is not there.");
            yield break;
        }

        var rows = new List<ListedPlace>();
        var tableFaults = new FaultLog(name);
        CsvTable.Read(content, tableFaults, PlaceColumns, row =>
        {
            if (vocabulary.FindParty(row[0]) is not { } assisting
                || vocabulary.FindParty(row[1]) is not { } assisted
                || vocabulary.FindParty(row[2]) is not { } place)
            {
                tableFaults.Error("policy.unknown-word", row.Line, "A state is not known.");
                return;
            }

            var city = row[3].Split(" (")[0].Split(" - ")[0];
            double? within = null;
            if (row[3].Contains("district only", StringComparison.Ordinal))
            {
                if (!districts.TryGetValue(city, out var reach))
                {
                    tableFaults.Error("policy.missing", row.Line, $"'{city}' covers its district only, and 'district_km' does not say how far that is.");
                }

                within = reach;
            }

            rows.Add(new ListedPlace(assisting, assisted, place, city, within, ServicesFiles.BasisOf(row[5])));
        });

        foreach (var fault in tableFaults.Faults)
        {
            root.Faults.Error(fault.Code, fields.LineOf("file"), $"{fault.File}:{fault.Line}: {fault.Message}");
        }

        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static ImmutableArray<GateKind> ReadRequires(Fields root)
    {
        if (!root.Has("requires"))
        {
            root.Text("requires");
        }

        var gates = root.Words<GateKind>("requires");
        foreach (var gate in gates.Where(g => g > GateKind.G5Mandate))
        {
            root.Faults.Error("policy.unknown-word", root.LineOf("requires"), $"Gate {gate} is asked always; 'requires' names those before it.");
        }

        return gates;
    }

    private static Consultation ReadConsultation(Fields? fields)
    {
        if (fields is null)
        {
            return new Consultation(ConsultBefore.Nothing, null, null, null, false, "");
        }

        var consultation = new Consultation(
            fields.Word<ConsultBefore>("before"),
            fields.FindWholeNumber("ask_within_days", 0, DaysMax),
            fields.FindWholeNumber("answer_within_days", 0, DaysMax),
            fields.FindWholeNumber("complete_within_days", 0, DaysMax),
            fields.Flag("act_first"),
            fields.Text("ref"))
        {
            TellWithinHours = fields.FindWholeNumber("tell_within_hours", 0, DaysMax),
        };

        return Ended(fields, consultation);
    }

    private static CostTerms ReadCost(Fields? fields) => fields is null
        ? new CostTerms(CostRule.NotSaid, null, "")
        : Ended(fields, new CostTerms(fields.Word<CostRule>("rule"), fields.FindWholeNumber("claim_within_months", 1, 1200), fields.Text("ref")));

    private static DataTerms ReadData(Fields? fields) => fields is null
        ? new DataTerms("", null, null, "")
        : Ended(fields, new DataTerms(
            fields.Text("controller"),
            fields.FindWholeNumber("keep_assisting_days", 0, DaysMax),
            fields.FindWholeNumber("keep_assisted_days", 0, DaysMax),
            fields.Text("ref")));

    private static ExitTerms ReadExit(Fields? fields) => fields is null
        ? new ExitTerms(null, ExitFate.HumanDecides, ExitFate.HumanDecides, "")
        : Ended(fields, new ExitTerms(
            fields.FindWholeNumber("notice_days", 0, DaysMax),
            fields.Word<ExitFate>("open_cases"),
            fields.Word<ExitFate>("urgent_cases"),
            fields.Text("ref")));

    private static T Ended<T>(Fields fields, T value)
    {
        fields.End();

        return value;
    }
}
