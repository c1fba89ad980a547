using System.Collections.Concurrent;
using SharedConsular.Contracts;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>A crisis in which households register all the time, and small aircraft leave with those who said yes before their list was closed.</summary>
internal sealed class EvacuationLoad
{
    public const string Registered = "household-registered";
    public const string AcceptedOffer = "promise-accepted";
    public const string Planned = "movement-planned";
    public const string CheckedIn = "members-checked-in";
    public const string ManifestClosed = "manifest-closed";
    public const string Departed = "movement-departed";

    private const string From = "Wadi Seidna";
    private const int SeatsMin = 4;
    private const int SeatsMax = 12;
    private const int PersonsMax = 4;

    /// <summary>How long after it was planned a list is closed: until then offers stand, and then they lapse.</summary>
    private static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan BetweenArrivals = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(400);

    private static readonly string[] States = ["gb", "fr", "in"];

    private readonly Asker _asker;
    private readonly Member _lead;
    private readonly Member _gate;
    private readonly string _crisis;
    private readonly ConcurrentDictionary<string, string> _secrets = new();
    private int _families;

    private EvacuationLoad(Asker asker, Member lead, Member gate, string crisis) => (_asker, _lead, _gate, _crisis) = (asker, lead, gate, crisis);

    public static async Task<EvacuationLoad> Open(Asker asker, CancellationToken ct)
    {
        const string crisis = "chaos-crisis";
        var lead = await asker.SignIn("gb", "crisis_cell", "cell-1", ct);
        var client = asker.Nobody.As(lead.Token);
        await client.DeclareCrisis(new DeclareCrisisRequest(crisis, "Chaos", new CrisisAreaContract(["sd"])), null, ct);
        await client.ChangeCrisis(crisis, "roles", new AgreeRolesRequest(["gb"], ["fr", "in"]), null, ct);

        return new EvacuationLoad(asker, lead, await asker.SignIn("fr", "officer", "gate-1", ct), crisis);
    }

    /// <summary>Households arrive.</summary>
    public async Task Register(Random random, CancellationToken enough, CancellationToken ct)
    {
        while (!enough.IsCancellationRequested)
        {
            var (state, request) = Family(random);
            var receipt = await _asker.Do(
                Registered, null, state, (c, o, s) => c.RegisterHousehold(_crisis, request, o, s), r => r.Reference, null, ct);
            if (receipt is not null)
            {
                _secrets[receipt.Reference] = receipt.Secret;
            }

            await Pause.For(BetweenArrivals * random.NextDouble(), ct);
        }
    }

    /// <summary>One aircraft after another is filled and leaves.</summary>
    public async Task Fly(Random random, CancellationToken enough, CancellationToken ct)
    {
        for (var number = 1; !enough.IsCancellationRequested; number++)
        {
            var closesAt = TimeProvider.System.GetUtcNow() + OpenFor;
            var (id, seats) = ($"flight-{number}", random.Next(SeatsMin, SeatsMax));
            var request = new PlanMovementRequest(
                id, "air", "RAF", From, "Larnaca", closesAt, closesAt.AddHours(1), closesAt.AddHours(5), new SeatCountsContract(seats));
            if (await _lead.DoMovement(Planned, null, (c, s) => c.PlanMovement(_crisis, request, null, s), ct) is { Name: var name })
            {
                await Offer(number, ct);
                await Answer(name, closesAt, random, ct);
                await CloseAndLeave(name, ct);
            }
        }
    }

    private (string State, RegisterHouseholdRequest Request) Family(Random random)
    {
        // Nobody resembles another: what the matching would make of that is not looked at here.
        var number = Interlocked.Increment(ref _families);
        var state = States[random.Next(States.Length)];
        var name = string.Concat($"{number:000000}".Select(digit => (char)('a' + (digit - '0'))));
        var members = Enumerable.Range(0, random.Next(1, PersonsMax + 1)).Select(i => new HouseholdMemberContract(
            [new PersonNameContract($"{name}{(char)('k' + i)} {name}")], new DateOnly(1950, 1, 1).AddDays(((number * 7) + i) % 18_000),
            [new NationalityRequest(state)]));

        return (state, new RegisterHouseholdRequest([.. members], Assemblies: [From], ReadyAt: TimeProvider.System.GetUtcNow().AddHours(-1)));
    }

    private async Task Offer(int seed, CancellationToken ct)
    {
        try
        {
            var client = _asker.Nobody.As(_lead.Token);
            var plan = (await client.MakePlan(_crisis, new MakePlanRequest(seed), ct)).Value;
            await client.OfferPlan(_crisis, plan.Id, new OfferPlanRequest(1), null, ct);
        }
        catch (ConsularProblemException refused) when ((int)refused.Status < 500)
        {
            // The list was closed before the plan was made; the next aircraft takes them.
        }
    }

    /// <summary>Most say yes, many at once, as soon as they hear of it; some are asked in vain, and their offers lapse.</summary>
    private async Task Answer(string movement, DateTimeOffset until, Random random, CancellationToken ct)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        while (TimeProvider.System.GetUtcNow() < until)
        {
            var answering = (await On(movement, ct)).Where(line => asked.Add(line.Reference) && random.Next(4) > 0).Select(line => _asker.Do(
                AcceptedOffer, line.Reference, line.Home,
                (c, _, s) => c.ActForHousehold(line.Reference, "acceptance", new AcceptOfferRequest(movement, _secrets[line.Reference]), s),
                h => h.Reference, null, ct, alone: false));
            await Task.WhenAll(answering);
            await Pause.For(BetweenLooks, ct);
        }
    }

    private async Task CloseAndLeave(string movement, CancellationToken ct)
    {
        foreach (var line in (await On(movement, ct)).Where(l => l.Offer == "confirmed"))
        {
            var request = new CheckInRequest(line.Reference, [.. Enumerable.Range(1, line.Persons)], "gate-a", TimeProvider.System.GetUtcNow());
            await _gate.DoMovement(CheckedIn, movement, (c, s) => c.ActOnMovement(movement, "check-ins", request, s), ct);
        }

        if (await _lead.DoMovement(ManifestClosed, movement, (c, s) => c.ActOnMovement(movement, "manifest", new NothingMore(), s), ct) is not null)
        {
            await _lead.DoMovement(Departed, movement, (c, s) => c.ActOnMovement(movement, "departure", new NothingMore(), s), ct);
        }
    }

    private async Task<IReadOnlyList<HouseholdLineResponse>> On(string movement, CancellationToken ct)
    {
        var page = await _asker.Nobody.As(_lead.Token).ListHouseholds(_crisis, new HouseholdFilter(Movement: movement, Limit: 200), ct);

        return [.. page.Value.Items.Where(l => _secrets.ContainsKey(l.Reference))];
    }
}
