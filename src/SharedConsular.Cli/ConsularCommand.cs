using System.CommandLine;
using SharedConsular.Cli.Access;
using SharedConsular.Cli.Agreements;
using SharedConsular.Cli.Audit;
using SharedConsular.Cli.Bench;
using SharedConsular.Cli.Cases;
using SharedConsular.Cli.Coverage;
using SharedConsular.Cli.Crises;
using SharedConsular.Cli.FeatureFlags;
using SharedConsular.Cli.Follow;
using SharedConsular.Cli.Gates;
using SharedConsular.Cli.Households;
using SharedConsular.Cli.KeptRequests;
using SharedConsular.Cli.Keys;
using SharedConsular.Cli.Logins;
using SharedConsular.Cli.Movements;
using SharedConsular.Cli.Ops;
using SharedConsular.Cli.Posts;
using SharedConsular.Cli.Replay;
using SharedConsular.Cli.Routing;
using SharedConsular.Cli.ServiceAccounts;
using SharedConsular.Cli.Services;
using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Staff;
using SharedConsular.Cli.Stores;
using SharedConsular.Cli.Tenants;
using SharedConsular.Cli.Tokens;
using SharedConsular.Cli.Webhooks;

namespace SharedConsular.Cli;

/// <summary>The whole command line as a table of contents.</summary>
internal static class ConsularCommand
{
    private const string Description =
        """
        Who may help a national of any state, with any need, in any place; and the cases that follow.

        The server is --server, else CONSULAR_SERVER, else http://127.0.0.1:5080. The caller is --token, else --as
        (Development only), else CONSULAR_TOKEN, else the token that `consular token --save` kept.

        Exit codes: 0 done; 1 refused by the server; 2 wrong usage; 3 server not reachable; 4 a check found faults,
        a replay differs or a goal was missed; 130 cancelled.
        """;

    /// <summary>How long a cancelled command may take to end its servers and remove its folders.</summary>
    private static readonly TimeSpan TidyUpMax = TimeSpan.FromSeconds(10);

    public static RootCommand Create()
    {
        var shared = new SharedOptions();
        var root = new RootCommand(Description)
        {
            TokenCommand.Create(shared),
            LoginsCommand.Create(shared),
            RouteCommand.Create(shared),
            RoutingCommand.Create(shared),
            CoverageCommand.Create(shared),
            PostsCommand.Create(shared),
            AgreementsCommand.Create(shared),
            ServicesCommand.Create(shared),
            AccessCommand.Create(shared),
            CaseCommand.Create(shared),
            FollowCommand.Create(shared),
            KeptRequestCommand.Create(shared),
            CrisisCommand.Create(shared),
            HouseholdCommand.Create(shared),
            MovementsCommand.Create(shared),
            PlanCommand.Create(shared),
            GateCommand.Create(shared),
            KeysCommand.Create(shared),
            OpsCommand.Create(shared),
            FlagsCommand.Create(shared),
            TenantCommand.Create(shared),
            StaffCommand.Create(shared),
            ServiceAccountsCommand.Create(shared),
            WebhooksCommand.Create(shared),
            ReplayCommand.Create(shared),
            AuditCommand.Create(shared),
            StoreCommand.Create(shared),
            BenchCommand.Create(shared),
        };
        shared.AddTo(root);

        return root;
    }

    public static async Task<int> Run(string[] arguments)
    {
        var parsed = Create().Parse(arguments);
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TidyUpMax });

        return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
    }
}
