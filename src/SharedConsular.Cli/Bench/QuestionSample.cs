using System.Collections.Immutable;
using SharedConsular.Cli.Randomness;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Cli.Bench;

/// <summary>Questions as they come: any national, anywhere but at home, any service, now and then hard ones.</summary>
internal static class QuestionSample
{
    private const double DualShare = 0.1;
    private const double ClaimedShare = 0.1;
    private const double UrgentShare = 0.1;
    private const double ExtremeShare = 0.03;
    private const double FearsOwnStateShare = 0.02;
    private const double PositionShare = 0.3;

    public static ImmutableArray<RoutingQuery> Draw(World world, ulong seed, int count, DateOnly on)
    {
        var states = StatesOf(world);
        var services = world.Policies.Services;
        var random = new SeededRandom(seed);
        var questions = ImmutableArray.CreateBuilder<RoutingQuery>(count);
        while (questions.Count < count)
        {
            var place = random.Pick(states);
            var own = random.Pick(states);
            if (own == place)
            {
                continue;
            }

            var proof = random.Chance(ClaimedShare) ? NationalityProof.Claimed : NationalityProof.Documented;
            var second = random.Chance(DualShare) ? random.Pick(states) : null;
            var urgency = random.Fraction();
            questions.Add(new RoutingQuery(
                second is null || second == own
                    ? [new Nationality(own.Id, proof)]
                    : [new Nationality(own.Id, proof), new Nationality(second.Id, NationalityProof.Documented)],
                place.Id,
                random.Pick(services),
                on,
                urgency < ExtremeShare ? Urgency.Extreme : urgency < ExtremeShare + UrgentShare ? Urgency.Urgent : Urgency.Routine,
                random.Chance(PositionShare) ? place.Centre : null,
                FearsOwnState: random.Chance(FearsOwnStateShare)));
        }

        return questions.MoveToImmutable();
    }

    /// <summary>Everyone a person can be a national of or be in; operators of centres are neither.</summary>
    internal static Tenant[] StatesOf(World world) => [.. world.Tenants.ToArray().Where(t => t.Alpha3.Length > 0)];
}
