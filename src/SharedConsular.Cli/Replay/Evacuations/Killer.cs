using SharedConsular.Cli.Randomness;
using SharedConsular.Cli.Servers;

namespace SharedConsular.Cli.Replay.Evacuations;

/// <summary>Kills the server at random moments of a run, and starts it again.</summary>
internal sealed class Killer(ServerProcess server, int kills, ulong seed)
{
    private const int PauseSecondsMin = 2;
    private const int PauseSecondsMax = 12;

    /// <summary>How often it was killed so far.</summary>
    public int Killed { get; private set; }

    public async Task Run(CancellationToken ct)
    {
        var random = new SeededRandom(seed);
        while (Killed < kills && !ct.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(PauseSecondsMin + (random.Fraction() * (PauseSecondsMax - PauseSecondsMin))), ct)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!ct.IsCancellationRequested)
            {
                await server.KillAndStartAgain(CancellationToken.None);
                Killed++;
            }
        }
    }
}
