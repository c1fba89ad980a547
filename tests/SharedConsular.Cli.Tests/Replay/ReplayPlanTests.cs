using SharedConsular.Cli.Randomness;
using SharedConsular.Cli.Replay;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Tests.Replay;

public sealed class ReplayPlanTests
{
    private static readonly FileInfo FirstWeek = new(Path.Combine(AppContext.BaseDirectory, "samples", "first-week.yaml"));

    [Fact]
    public void Random_numbers_are_the_published_ones()
    {
        // The first outputs of SplitMix64 for the seed 1234567, as its reference implementation prints them.
        var random = new SeededRandom(1234567);

        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [random.Next(), random.Next(), random.Next()]);
    }

    [Fact]
    public async Task The_same_file_and_seed_plan_the_same_week()
    {
        var scenario = await Scenario.Read(FirstWeek, TestContext.Current.CancellationToken);

        Assert.Equal(ReplayPlan.Make(scenario, 7, 500).Hash, ReplayPlan.Make(scenario, 7, 500).Hash);
        Assert.NotEqual(ReplayPlan.Make(scenario, 7, 500).Hash, ReplayPlan.Make(scenario, 8, 500).Hash);
    }

    [Fact]
    public async Task A_longer_week_begins_with_the_same_people()
    {
        var scenario = await Scenario.Read(FirstWeek, TestContext.Current.CancellationToken);
        var names = ReplayPlan.Make(scenario, 7, 50).Cases.ToDictionary(c => c.Number, c => c.Name);

        Assert.All(ReplayPlan.Make(scenario, 7, 100).Cases.Where(c => c.Number < 50), c => Assert.Equal(names[c.Number], c.Name));
    }

    [Fact]
    public async Task Routine_to_distress_is_about_thirty_nine_to_one()
    {
        var scenario = await Scenario.Read(FirstWeek, TestContext.Current.CancellationToken);
        var loads = ReplayPlan.Make(scenario, scenario.Seed, 20_000).Cases.CountBy(c => c.Load).ToDictionary();

        Assert.InRange((double)loads["routine"] / loads["distress"], 33, 46);
        Assert.Equal(20, scenario.Tenants.Count);
    }

    [Fact]
    public async Task People_write_their_names_in_their_own_script()
    {
        var scenario = await Scenario.Read(FirstWeek, TestContext.Current.CancellationToken);
        var scripts = ReplayPlan.Make(scenario, scenario.Seed, 2_000).Cases.Select(c => c.Script).Distinct().Order();

        Assert.Equal(["Arab", "Cyrl", "Hani", "Latn"], scripts);
    }

    [Fact]
    public void A_word_the_scenario_does_not_know_is_named_with_its_line()
    {
        var fault = Assert.Throws<UsageException>(() => Scenario.Parse("title: x\nseed: 1\nsurprise: 2\n", "week.yaml"));

        Assert.StartsWith("week.yaml:3:", fault.Message, StringComparison.Ordinal);
        Assert.Contains("surprise", fault.Message, StringComparison.Ordinal);
    }
}
