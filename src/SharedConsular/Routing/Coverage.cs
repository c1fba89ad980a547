using SharedConsular.Services;

namespace SharedConsular.Routing;

/// <summary>Who would serve a state's nationals, place by place and service by service, on one day.</summary>
public static class Coverage
{
    /// <summary>The first option of every pair of place and service; null where nobody may help.</summary>
    public static IEnumerable<CoveredPair> Of(World world, TenantId state, DateOnly on, IEnumerable<TenantId> places, IReadOnlyList<Service> services)
    {
        foreach (var place in places)
        {
            if (place == state)
            {
                continue;
            }

            foreach (var service in services)
            {
                yield return Cover(world, state, on, place, service);
            }
        }
    }

    /// <summary>One pair, for a documented national with a routine need.</summary>
    public static CoveredPair Cover(World world, TenantId state, DateOnly on, TenantId place, Service service)
    {
        var query = new RoutingQuery([new Nationality(state, NationalityProof.Documented)], place, service, on);
        var answer = Router.Decide(query, world);

        return new CoveredPair(place, service.Id, answer.Options.IsEmpty ? null : answer.Options[0], answer.Options.Length);
    }

    /// <summary>The places a person can be in: every state of the world, no operators.</summary>
    public static IEnumerable<TenantId> PlacesOf(World world)
    {
        foreach (var tenant in world.Tenants.ToArray())
        {
            if (tenant.Alpha3.Length > 0)
            {
                yield return tenant.Id;
            }
        }
    }
}

public sealed record CoveredPair(TenantId Place, string Service, RoutingOption? First, int Options);
