using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Runtime;
using SharedConsular.Runtime.Copies;
using SharedConsular.Runtime.Postgres;

namespace SharedConsular.Cli.Stores;

/// <summary>What an operator does with a store itself, on the machine where it can be reached; no server takes part.</summary>
internal static class StoreCommand
{
    private const string Place = "the file of an embedded store whose server is stopped, or a connection string of PostgreSQL";

    /// <summary>A password in it is better here than among the arguments, where every process of the machine can read it.</summary>
    private const string StoreVariable = "ConnectionStrings__Store";

    public static Command Create(SharedOptions shared) => new("store", "Move, back up, restore and check a store, without a server.")
    {
        Migrate(shared),
        Verify(shared),
        Copy(shared, "copy", "Carry all of a store to an empty one, and check the seals at both ends."),
        Copy(shared, "backup", "Carry all of a store into a new file, and check the seals at both ends. PostgreSQL may go on meanwhile."),
        Copy(shared, "restore", "Carry all of a backup to an empty store, and check the seals at both ends."),
    };

    private static Command Migrate(SharedOptions shared)
    {
        var store = new Option<string?>("--store") { Description = $"A connection string of PostgreSQL; else {StoreVariable}, as the server has it." };
        var command = new Command("migrate", "Bring the tables of a PostgreSQL to this release; the nodes of the one before go on beside it.") { store };
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Act(screen, async () =>
            {
                var place = parsed.GetValue(store) ?? Environment.GetEnvironmentVariable(StoreVariable);
                await PostgresStore.Migrate(place ?? throw new UsageException($"Name the PostgreSQL by --store or in {StoreVariable}."), ct);
                screen.Line("The tables are those of this release.");

                return ExitCode.Done;
            });
        });

        return command;
    }

    private static Command Verify(SharedOptions shared)
    {
        var (store, rootKey) = (new Option<string>("--store") { Description = $"What to check: {Place}.", Required = true }, RootKeyOption());
        var command = new Command("verify", "Check a store against its own seals; exit code 4 when something is not as it was sealed.") { store, rootKey };
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);
            var place = parsed.GetRequiredValue(store);

            return await Act(screen, () => Check(screen, place, RootKeyOf(parsed.GetValue(rootKey), place), ct));
        });

        return command;
    }

    private static Command Copy(SharedOptions shared, string name, string description)
    {
        var from = new Option<string>("--from") { Description = $"What to copy: {Place}.", Required = true };
        var to = new Option<string>("--to")
        {
            Description = "Where to: a file that is not there yet, or the connection string of an empty PostgreSQL.",
            Required = true,
        };
        var rootKey = RootKeyOption();
        var command = new Command(name, description) { from, to, rootKey };
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);
            var (source, target) = (parsed.GetRequiredValue(from), parsed.GetRequiredValue(to));
            var key = RootKeyOf(parsed.GetValue(rootKey), source);

            return await Act(screen, async () =>
            {
                if (await Check(screen, source, key, ct) is var checkedFirst and not ExitCode.Done)
                {
                    return checkedFirst;
                }

                foreach (var (table, rows) in await StoreCopy.Run(source, target, ct))
                {
                    screen.Line($"{rows,12} rows of {table}");
                }

                screen.Line("The root key was not copied; without it nobody reads what was.");

                return await Check(screen, target, key, ct);
            });
        });

        return command;
    }

    private static async Task<int> Check(Screen screen, string place, string rootKey, CancellationToken ct)
    {
        var isWhole = true;
        foreach (var (tenant, difference, found) in await StoreCheck.Run(place, new RootKeyFile(rootKey), TimeProvider.System, ct))
        {
            isWhole &= difference is null;
            screen.Line(difference is null
                ? $"{tenant}: whole and unchanged. {found.Blocks} blocks, {found.Events} events, {found.Reads} reads."
                : $"{tenant}: NOT as it was sealed: {difference}");
        }

        return isWhole ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static Option<string?> RootKeyOption() => new("--root-key")
    {
        Description = "The file of the root key; beside the file of the store when not given.",
    };

    private static string RootKeyOf(string? given, string place)
    {
        var path = given ?? (StoreCopy.IsPostgres(place) ? throw new UsageException("Name the file of the root key by --root-key.") : $"{place}.root-key");

        // One would be made otherwise, and would open nothing.
        return File.Exists(path) ? path : throw new UsageException($"There is no root key at {path}. Name its file by --root-key.");
    }

    private static Task<int> Act(Screen screen, Func<Task<int>> act) => Outcomes.Of(
        screen,
        () => throw new UsageException("No server takes part."),
        async () =>
        {
            try
            {
                return await act();
            }
            catch (StoreUnavailableException ex)
            {
                screen.Error($"{ex.Code}: {ex.Message}");

                return ExitCode.Refused;
            }
        },
        CancellationToken.None);
}
