using System.Collections.Immutable;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Routing;
using SharedConsular.Services;

namespace SharedConsular.Api.Coverage;

/// <summary>Whose nationals, where, for what and on which day.</summary>
internal sealed record CoverageQuestion(TenantId State, ImmutableArray<TenantId> Places, ImmutableArray<Service> Services, DateOnly On)
{
    public const string Nobody = "nobody";

    /// <param name="at">What comes before the name of each part: nothing for a query string, <c>#/</c> for a body.</param>
    public static CoverageQuestion? Parse(
        string at, string? state, string? place, string? service, DateOnly on, World world, FaultList faults)
    {
        var of = faults.State($"{at}state", state, world);
        var only = faults.OptionalState($"{at}place", place, world);
        var need = service is null ? null : faults.Service($"{at}service", service, world, of);

        return faults.Any ? null : new CoverageQuestion(
            of,
            only is null ? [.. SharedConsular.Routing.Coverage.PlacesOf(world)] : [only],
            need is null ? [.. world.Policies.Services.Select(s => world.FindService(s.Id, of)!).OrderBy(s => s.Id, StringComparer.Ordinal)] : [need],
            on);
    }

    public List<CoverageRow> Rows(World world) =>
        [.. SharedConsular.Routing.Coverage.Of(world, State, On, Places, Services).Select(Row)];

    private static CoverageRow Row(CoveredPair pair) => pair.First is { } first
        ? new CoverageRow(
            pair.Place.Value, pair.Service, Words.Of(first.Kind), first.Party.Value, first.Post.Id, first.Post.City, first.Agreement?.Reference, pair.Options)
        : new CoverageRow(pair.Place.Value, pair.Service, Nobody, null, null, null, null, 0);
}
