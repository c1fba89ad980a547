using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Posts;

/// <summary>Reads what a state says about a post of its own.</summary>
internal static class PostRequests
{
    private const int ListMax = 300;
    private const int NoticesMax = 100;

    public static Post Parse(string id, RecordPostRequest body, TenantId sending, World world, FaultList faults)
    {
        if (id.Length > TenantId.LengthMax || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            faults.Add("id", "not-an-id", "A post id has lower-case letters, digits and hyphens, for example au-fj-suva.");
        }

        var country = faults.State("#/country", body.Country, world);
        faults.AtMost("#/jurisdiction", body.Jurisdiction, ListMax);
        faults.AtMost("#/competence", body.Competence, ListMax);
        faults.AtMost("#/serves", body.Serves, ListMax);
        faults.AtMost("#/notices", body.Notices, NoticesMax);

        return new Post(
            id,
            sending,
            country,
            faults.Word<PostKind>("#/kind", body.Kind),
            faults.Text("#/city", body.City),
            ExactPosition(body.Position, faults),
            [.. States("#/jurisdiction", body.Jurisdiction, world, faults).Append(country).Distinct().Order()],
            [.. (body.Competence ?? []).Take(ListMax).Select((s, i) => faults.Service($"#/competence/{i}", s, world)?.Id ?? "").Order(StringComparer.Ordinal)],
            [.. States("#/serves", body.Serves, world, faults).Distinct().Order()],
            new Period(body.From, body.To),
            [.. (body.Notices ?? []).Take(NoticesMax).Select((n, i) => Notice(n, $"#/notices/{i}", faults))],
            Confidence.Tenant,
            faults.OptionalText("#/note", body.Note) ?? "");
    }

    /// <summary>Unlike a person, a post may be found to the metre.</summary>
    private static Position? ExactPosition(PositionRequest? position, FaultList faults)
    {
        _ = faults.Position("#/position", position?.Latitude, position?.Longitude);

        return position is { Latitude: { } latitude, Longitude: { } longitude } ? Position.Parse(latitude, longitude) : null;
    }

    private static IEnumerable<TenantId> States(string pointer, IReadOnlyList<string>? codes, World world, FaultList faults) =>
        (codes ?? []).Take(ListMax).Select((c, i) => faults.State($"{pointer}/{i}", c, world));

    private static PostNotice Notice(PostNoticeContract? notice, string pointer, FaultList faults) => new(
        faults.Word<PostCondition>($"{pointer}/condition", notice?.Condition),
        new Period(notice?.From, notice?.To),
        faults.OptionalText($"{pointer}/note", notice?.Note) ?? "",
        Confidence.Tenant);
}
