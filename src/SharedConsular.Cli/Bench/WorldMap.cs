using System.Diagnostics;
using System.Globalization;
using System.Text;
using SharedConsular.Cli.Shell;
using SharedConsular.Routing;
using SharedConsular.Tenants;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>Who would serve whom, everywhere, with everything.</summary>
internal sealed record WorldMapReport(
    int States, int Services, long Decisions, double Seconds, double DecisionsPerSecond, double ProcessMegabytes,
    IReadOnlyDictionary<string, long> Kinds, string? File);

internal static class WorldMap
{
    private const string Header = "state,place,kind,party,post,services";
    private const string Nobody = "nobody";
    private const double Megabyte = 1024 * 1024;

    public static async Task<WorldMapReport> Make(World world, DateOnly on, FileInfo? file, Screen screen, CancellationToken ct)
    {
        var states = QuestionSample.StatesOf(world);
        var kinds = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var pages = new string?[states.Length];
        var start = Stopwatch.GetTimestamp();
        await screen.Progress($"{states.Length} states, every place, every service", states.Length, async advance =>
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct };
            await Parallel.ForAsync(0, states.Length, parallel, (number, stop) =>
            {
                var page = new StatePage(world, states[number], on);
                page.Fill(states, file is not null, stop);
                pages[number] = page.Text;
                lock (kinds)
                {
                    page.AddTo(kinds);
                    advance(1);
                }

                return ValueTask.CompletedTask;
            });

            return states.Length;
        });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (file is not null)
        {
            await File.WriteAllLinesAsync(file.FullName, [Header, .. pages.Select(p => p!.TrimEnd('\n'))], ct);
        }

        var decisions = kinds.Values.Sum();

        return new WorldMapReport(
            states.Length, world.Policies.Services.Length, decisions, seconds, decisions / seconds, Environment.WorkingSet / Megabyte, kinds, file?.FullName);
    }

    public static void Draw(IAnsiConsole console, WorldMapReport map)
    {
        var table = Tables.Of("the whole world: first choice", "pairs of place and service", "share");
        foreach (var (kind, count) in map.Kinds.OrderByDescending(k => k.Value))
        {
            table.Row(
                kind, count.ToString("N0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / map.Decisions:0.0} %"));
        }

        console.Write(table);
        console.Line(FormattableString.Invariant(
            $"{map.Decisions:N0} decisions in {map.Seconds:0.0} s: {map.DecisionsPerSecond:N0} a second, {map.ProcessMegabytes:0} MB."));
        if (map.File is not null)
        {
            console.Line($"Written to {map.File}.");
        }
    }

    /// <summary>One state's part of the map; places with the same answer for several services share a line.</summary>
    private sealed class StatePage(World world, Tenant state, DateOnly on)
    {
        private readonly long[] _counts = new long[Enum.GetValues<RouteKind>().Length];
        private readonly StringBuilder _text = new();
        private long _nobody;

        public string Text => _text.ToString();

        public void Fill(Tenant[] places, bool write, CancellationToken ct)
        {
            foreach (var place in places)
            {
                ct.ThrowIfCancellationRequested();
                if (place == state)
                {
                    continue;
                }

                var lines = new Dictionary<string, List<string>>();
                foreach (var service in world.Policies.Services)
                {
                    var answer = Router.Decide(new RoutingQuery([new Nationality(state.Id, NationalityProof.Documented)], place.Id, service, on), world);
                    var first = answer.Options.IsEmpty ? null : answer.Options[0];
                    _ = first is null ? _nobody++ : _counts[(int)first.Kind]++;
                    if (write)
                    {
                        var who = first is null ? $"{Nobody},," : $"{Words.Of(first.Kind)},{first.Party},{first.Post.Id}";
                        (lines.TryGetValue(who, out var services) ? services : lines[who] = []).Add(service.Id);
                    }
                }

                foreach (var (who, services) in lines)
                {
                    _text.Append(CultureInfo.InvariantCulture, $"{state.Id},{place.Id},{who},{string.Join('|', services)}\n");
                }
            }
        }

        public void AddTo(SortedDictionary<string, long> kinds)
        {
            foreach (var kind in Enum.GetValues<RouteKind>())
            {
                Add(Words.Of(kind), _counts[(int)kind]);
            }

            Add(Nobody, _nobody);

            void Add(string kind, long count)
            {
                if (count > 0)
                {
                    kinds[kind] = kinds.GetValueOrDefault(kind) + count;
                }
            }
        }
    }
}
