using System.Collections.Immutable;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Services;

namespace SharedConsular.Policies;

/// <summary>
/// Everything a preference rule can be asked, cut into pieces on which no rule of a policy changes its mind: values the
/// rules name stand alone, all others together; distances and days are cut where a rule draws a line. Walking through
/// the pieces is therefore exact, although distances have no end.
/// </summary>
internal sealed class PreferenceSpace
{
    /// <summary>Above this the walk takes longer than anybody waits for; a policy that big says so instead.</summary>
    public const int PiecesMax = 4_000_000;

    private static readonly RouteKind[] Kinds = Enum.GetValues<RouteKind>();
    private static readonly Urgency[] Urgencies = Enum.GetValues<Urgency>();
    private static readonly PostCondition[] Conditions = Enum.GetValues<PostCondition>();
    private static readonly bool[] Ends = [true, false];

    private readonly ServicePiece[] _services;
    private readonly TenantId?[] _parties;
    private readonly TenantId?[] _places;
    private readonly double?[] _distances;
    private readonly DateOnly[] _days;

    public PreferenceSpace(ImmutableArray<PreferenceRule> rules, ImmutableArray<Service> catalogue, DateOnly on)
    {
        _services = ServicePieces(rules, catalogue);
        _parties = [.. rules.SelectMany(r => r.When.Parties).Distinct(), null];
        _places = [.. rules.SelectMany(r => r.When.Places).Distinct(), null];
        _distances = DistancePieces(rules);
        _days =
        [
            .. rules.SelectMany(r => new[] { r.Period.From, r.Period.To?.AddDays(1) })
                .OfType<DateOnly>().Where(d => d > on).Prepend(on).Distinct().Order(),
        ];
    }

    public long PieceCount =>
        (long)Kinds.Length * Urgencies.Length * Conditions.Length * Ends.Length
        * _services.Length * _parties.Length * _places.Length * _distances.Length * _days.Length;

    public IEnumerable<Piece> Pieces() =>
        from day in _days
        from kind in Kinds
        from urgency in Urgencies
        from service in _services
        from condition in Conditions
        from completes in Ends
        from party in _parties
        from place in _places
        from distance in _distances
        select new Piece(kind, urgency, service, party, place, condition, completes, distance, day);

    /// <summary>Same reading as the router's: both ends of a distance are included, and an unknown distance is within none.</summary>
    public static bool Holds(PreferenceRule rule, in Piece piece)
    {
        var when = rule.When;

        return (when.Kinds.IsEmpty || when.Kinds.Contains(piece.Kind))
            && (when.Urgencies.IsEmpty || when.Urgencies.Contains(piece.Urgency))
            && (when.Shareabilities.IsEmpty || when.Shareabilities.Contains(piece.Service.Shareability))
            && (when.Categories.IsEmpty || (piece.Service.Category is { } category && when.Categories.Contains(category)))
            && (when.Services.IsEmpty || (piece.Service.Id is { } service && when.Services.Contains(service)))
            && (when.Parties.IsEmpty || (piece.Party is not null && when.Parties.Contains(piece.Party)))
            && (when.Places.IsEmpty || (piece.Place is not null && when.Places.Contains(piece.Place)))
            && (when.Conditions.IsEmpty || when.Conditions.Contains(piece.Condition))
            && (when.Completes is not { } completes || completes == piece.Completes)
            && (when.DistanceKmMin is not { } min || piece.DistanceKm >= min)
            && (when.DistanceKmMax is not { } max || piece.DistanceKm <= max)
            && rule.Period.Contains(piece.Day);
    }

    /// <summary>A named service is what the catalogue says it is; "any other" may be of every kind, as tenants shape their own.</summary>
    private static ServicePiece[] ServicePieces(ImmutableArray<PreferenceRule> rules, ImmutableArray<Service> catalogue)
    {
        var named = rules.SelectMany(r => r.When.Services).ToHashSet(StringComparer.Ordinal);
        ServiceCategory?[] categories = [.. rules.SelectMany(r => r.When.Categories).Distinct().Select(c => (ServiceCategory?)c), null];

        return
        [
            .. catalogue.Where(s => named.Contains(s.Id)).Select(s => new ServicePiece(s.Id, s.Category, s.Shareability)),
            .. from shareability in Enum.GetValues<Shareability>()
               from category in categories
               select new ServicePiece(null, category, shareability),
        ];
    }

    /// <summary>Each line itself, one distance between any two lines, one beyond the last, and "unknown".</summary>
    private static double?[] DistancePieces(ImmutableArray<PreferenceRule> rules)
    {
        var lines = rules.SelectMany(r => new[] { r.When.DistanceKmMin, r.When.DistanceKmMax }).OfType<double>().Append(0).Distinct().Order().ToArray();
        if (lines.Length is 1)
        {
            return [null];
        }

        var between = lines.Zip(lines.Skip(1), (a, b) => (a + b) / 2);

        return [null, .. lines.Concat(between).Append(lines[^1] + 1).Order().Select(d => (double?)d)];
    }

    public readonly record struct ServicePiece(string? Id, ServiceCategory? Category, Shareability Shareability)
    {
        public override string ToString() => Id ?? $"{(Category is { } category ? $"{category} " : "")}service that is shareable as {Shareability}";
    }

    /// <summary>Null means any that no rule names; an unknown distance for <see cref="DistanceKm"/>.</summary>
    public readonly record struct Piece(
        RouteKind Kind, Urgency Urgency, ServicePiece Service, TenantId? Party, TenantId? Place,
        PostCondition Condition, bool Completes, double? DistanceKm, DateOnly Day)
    {
        public override string ToString() =>
            FormattableString.Invariant($"{Kind} ({Condition}{(Party is null ? "" : $", {Party}")}{(Place is null ? "" : $", in {Place}")}")
            + FormattableString.Invariant($"{(DistanceKm is null ? "" : $", {DistanceKm} km")}), {Urgency}, {Service}, ")
            + (Completes ? "completes" : "does not complete");
    }
}
