using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Policies.Text;
using SharedConsular.Posts;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>
/// Posts from the reference data, and those written down by people.
/// </summary>
/// <remarks>
/// Readings of the data, where it leaves room:
/// a nunciature, an interests section, a liaison or representative office and a de facto embassy count as embassies;
/// a consular agency and a de facto consulate as consulates.
/// A sender that is neither a state of the list nor an operator (entities without a code of ISO 3166) is left out.
/// A jurisdiction always includes the country the post is in.
/// A crisis that closed "most" posts of a country makes each of them unconfirmed for its dates: nobody is sent there
/// unasked, and the tenant whose post it is confirms or closes it. What befell only a few (<c>several_…</c>) and mere
/// advice (<c>advice_…</c>) leave them open, with the note.
/// A post without a position is put where another post of the same city is.
/// </remarks>
internal static class PostsFiles
{
    private const int JurisdictionMax = 200;

    private static readonly string[] MissionColumns = ["wikidata_id", "sending", "receiving", "kind", "city", "lat", "lon", "jurisdiction", "opened"];

    private static readonly string[] PatchColumns = ["sending", "receiving", "kind", "city", "basis"];

    private static readonly string[] StatusColumns = ["receiving", "effect", "from", "to", "note", "basis"];

    public static ImmutableSortedDictionary<TenantId, ImmutableArray<PostNotice>> ReadNotices(byte[] content, FaultLog faults, Vocabulary vocabulary)
    {
        var notices = new Dictionary<TenantId, List<PostNotice>>();
        CsvTable.Read(content, faults, StatusColumns, row =>
        {
            if (vocabulary.FindParty(row[0]) is not { } country)
            {
                faults.Error("policy.unknown-word", row.Line, $"'{row[0]}' is not a state.");
                return;
            }

            var note = $"{row[1].Replace('_', ' ')}: {row[4]}";
            var period = new Period(row.Date(2), row.Date(3));
            if (!notices.TryGetValue(country, out var list))
            {
                notices[country] = list = [];
            }

            var condition = IsOfMost(row[1]) ? PostCondition.Unconfirmed : PostCondition.Open;
            list.Add(new PostNotice(condition, period, note, ServicesFiles.BasisOf(row[5])));
        });

        return notices.ToImmutableSortedDictionary(n => n.Key, n => n.Value.OrderBy(v => v.Period.From).ToImmutableArray());
    }

    private static bool IsOfMost(string effect) =>
        !effect.StartsWith("advice_", StringComparison.Ordinal) && !effect.StartsWith("several_", StringComparison.Ordinal);

    /// <summary>Which services a post of a kind gives when it declared none.</summary>
    public static ImmutableSortedDictionary<PostKind, ImmutableArray<string>> ReadCompetence(Fields root, Vocabulary vocabulary)
    {
        var competence = ImmutableSortedDictionary.CreateBuilder<PostKind, ImmutableArray<string>>();
        foreach (var fields in root.Maps("default_competence"))
        {
            var kind = fields.Word<PostKind>("kind");
            var categories = fields.Words<ServiceCategory>("categories");
            var services = vocabulary.ServiceList(fields, "services");
            var except = vocabulary.ServiceList(fields, "except");
            fields.Word<Confidence>("basis");
            fields.FindText("note");
            fields.End();
            competence[kind] =
            [
                .. vocabulary.Services.Values
                    .Where(s => (categories.Contains(s.Category) || services.Contains(s.Id)) && !except.Contains(s.Id))
                    .Select(s => s.Id),
            ];
        }

        return competence.ToImmutable();
    }

    public static void ReadMissions(
        byte[] missions,
        FaultLog missionFaults,
        byte[] patch,
        FaultLog patchFaults,
        Vocabulary vocabulary,
        ImmutableSortedDictionary<TenantId, ImmutableArray<PostNotice>> notices,
        ImmutableSortedDictionary<PostKind, ImmutableArray<string>> competence,
        SortedDictionary<string, Post> posts)
    {
        var cities = new Dictionary<(TenantId, string), Position>();
        var left = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var firstLeft = 0;
        CsvTable.Read(missions, missionFaults, MissionColumns, row =>
        {
            if (vocabulary.FindParty(row[1]) is not { } sending || vocabulary.FindParty(row[2]) is not { } country)
            {
                var unknown = vocabulary.FindParty(row[1]) is null ? row[1] : row[2];
                left[unknown] = left.GetValueOrDefault(unknown) + 1;
                firstLeft = firstLeft is 0 ? row.Line : firstLeft;
                return;
            }

            var position = row.Number(5) is { } latitude && row.Number(6) is { } longitude ? Position.Parse(latitude, longitude) : null;
            if (position is { } known)
            {
                cities.TryAdd((country, row[4]), known);
            }

            if (KindOf(row[3]) is not { } kind)
            {
                missionFaults.Error("policy.unknown-word", row.Line, $"'{row[3]}' is not a kind of mission.");
            }
            else if (sending != country)
            {
                var post = new Post(
                    row[0].ToLowerInvariant(), sending, country, kind, row[4], position,
                    JurisdictionOf(row.List(7), country, vocabulary), competence.GetValueOrDefault(kind, []), [],
                    new Period(row.Date(8), null), notices.GetValueOrDefault(country, []), Confidence.Found, $"Wikidata {row[0]}");
                if (!posts.TryAdd(post.Id, post))
                {
                    missionFaults.Error("policy.duplicate-id", row.Line, $"The post '{post.Id}' exists already.");
                }
            }
        });

        foreach (var (code, count) in left)
        {
            missionFaults.Warning(
                "policy.reference-skipped", firstLeft, $"{count} posts sent or received by '{code}' are left out: no state of the list has that code.");
        }

        CsvTable.Read(patch, patchFaults, PatchColumns, row =>
        {
            if (vocabulary.FindParty(row[0]) is not { } sending || vocabulary.FindParty(row[1]) is not { } country || KindOf(row[2]) is not { } kind)
            {
                patchFaults.Error("policy.unknown-word", row.Line, $"'{row[0]}', '{row[1]}' or '{row[2]}' is not known.");
                return;
            }

            var post = new Post(
                $"{sending}-{country}-{Slug(row[3])}", sending, country, kind, row[3], null, [country],
                competence.GetValueOrDefault(kind, []), [], Period.Always, notices.GetValueOrDefault(country, []),
                ServicesFiles.BasisOf(row[4]), "Added by hand: missing in the reference data");
            if (!posts.TryAdd(post.Id, post))
            {
                patchFaults.Error("policy.duplicate-id", row.Line, $"The post '{post.Id}' exists already.");
            }
        });

        foreach (var post in posts.Values.Where(p => p.Position is null && p.City.Length > 0).ToArray())
        {
            if (cities.TryGetValue((post.Country, post.City), out var city))
            {
                posts[post.Id] = post with { Position = city };
            }
        }
    }

    /// <summary>Posts that people wrote down: shared centres, mobile rounds, remote desks, corrections.</summary>
    public static ImmutableArray<Post> ReadPosts(Fields root, Vocabulary vocabulary)
    {
        var posts = ImmutableArray.CreateBuilder<Post>();
        foreach (var fields in root.Maps("posts"))
        {
            var sending = vocabulary.Party(fields, "sending");
            var country = vocabulary.Party(fields, "country");
            var post = sending is null || country is null ? null : new Post(
                fields.Text("id"), sending, country, fields.Word<PostKind>("kind"), fields.Text("city"), PositionOf(fields, "at"),
                [.. vocabulary.Parties(fields, "jurisdiction").Add(country).Distinct().Order()],
                vocabulary.ServiceList(fields, "competence"), vocabulary.Parties(fields, "serves"), fields.Period(),
                [.. fields.Maps("notices").Select(ReadNotice)], fields.Word<Confidence>("basis"), fields.Text("source"));
            if (post is not null)
            {
                fields.End();
                posts.Add(post);
            }
        }

        return posts.ToImmutable();
    }

    /// <summary>A position written as <c>[latitude, longitude]</c>.</summary>
    public static Position? PositionOf(Fields fields, string key)
    {
        if (fields.Find(key) is not { } node)
        {
            return null;
        }

        var numbers = fields.ItemsOf(node, listOnly: true).ToArray();
        if (numbers.Length is 2 && fields.NumberOf(numbers[0], -90, 90) is { } latitude && fields.NumberOf(numbers[1], -180, 180) is { } longitude)
        {
            return Position.Parse(latitude, longitude);
        }

        fields.Faults.Error("policy.not-a-number", node.Line, "A place is [latitude, longitude] in degrees.");
        return null;
    }

    private static PostNotice ReadNotice(Fields fields)
    {
        var notice = new PostNotice(
            fields.Word<PostCondition>("condition"), fields.Period(), fields.Text("note"), fields.Word<Confidence>("basis"));
        fields.End();

        return notice;
    }

    private static PostKind? KindOf(string mission) => mission switch
    {
        "embassy" or "high_commission" or "de_facto_embassy" or "nunciature" or "interests_section" or "liaison_office"
            or "representative_office" => PostKind.Embassy,
        "consulate" or "consulate_general" or "de_facto_consulate" or "consular_agency" => PostKind.Consulate,
        "honorary_consulate" => PostKind.Honorary,
        _ => null,
    };

    private static ImmutableArray<TenantId> JurisdictionOf(string[] codes, TenantId country, Vocabulary vocabulary)
    {
        if (codes.Length is 0 || (codes.Length is 1 && vocabulary.FindParty(codes[0]) == country))
        {
            return [country];
        }

        return [.. codes.Take(JurisdictionMax).Select(vocabulary.FindParty).OfType<TenantId>().Append(country).Distinct().Order()];
    }

    private static string Slug(string city) =>
        string.Concat(city.ToLower(CultureInfo.InvariantCulture).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
