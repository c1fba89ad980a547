using Microsoft.Extensions.Logging.Abstractions;
using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Runtime.Tests;

/// <summary>A runtime on a store of its own, which can be stopped and started again like a process.</summary>
internal sealed class RuntimeHarness : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("runtime-tests-");
    private readonly List<GroupCommitter> _committers = [];

    /// <param name="configure">Other options than usual.</param>
    /// <param name="place">Of the store; one of the kind that is tested when not given.</param>
    public RuntimeHarness(Func<RuntimeOptions, RuntimeOptions>? configure = null, string? place = null)
    {
        Options = new RuntimeOptions { DatabasePath = Path.Combine(_folder.FullName, "store.db") };
        Options = configure?.Invoke(Options) ?? Options;
        Place = place ?? TestStore.New(_folder).GetAwaiter().GetResult();
        Open();
    }

    public static Caller Officer { get; } = new(TenantId.Get("au"), new UserId("officer-1"), Role.Officer);

    public RuntimeOptions Options { get; }

    /// <summary>The file of the store, or its connection string.</summary>
    public string Place { get; }

    public FakeClock Time { get; } = new();

    public EntityTypes Types { get; } = new EntityTypes().Register(Ledger.Type).Register(Dossier.Type);

    public IEventStore Store { get; private set; } = null!;

    public Leases Leases { get; private set; } = null!;

    public GroupCommitter Committer { get; private set; } = null!;

    public EntityRuntime Runtime { get; private set; } = null!;

    public KeyRing Keys { get; private set; } = null!;

    public ListReader Lists => new(Store, Keys);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<Outcome<Ledger, LedgerEvent>> Execute(
        string id, LedgerCommand command, string? key = null, string fingerprint = "same", long? ifVersion = null) =>
        ExecuteOn(Runtime, id, command, key, fingerprint, ifVersion);

    public static Task<Outcome<Ledger, LedgerEvent>> ExecuteOn(
        EntityRuntime runtime, string id, LedgerCommand command, string? key = null, string fingerprint = "same",
        long? ifVersion = null) =>
        runtime.Execute(Ledger.Type, Ledger.Key(id), command, Officer,
            key is null ? null : new RequestIdentity(Officer, key, fingerprint), ifVersion, Stop);

    public Task<Found<Ledger>?> Find(string id) => Runtime.Find(Ledger.Type, Ledger.Key(id), Stop);

    public async Task<ListPage> ReadList(ListQuery query) =>
        Assert.IsType<ListAnswer.Read>(await Lists.Read(query, Stop)).Page;

    /// <summary>Another node on the same store.</summary>
    public EntityRuntime AddNode()
    {
        var committer = new GroupCommitter(Store, Options, NullLogger<GroupCommitter>.Instance);
        _committers.Add(committer);

        return new EntityRuntime(Store, Keys, Types, committer, Options, Time);
    }

    public OutboxRelay NewRelay(params IOutboxConsumer[] consumers) =>
        new(Store, Leases, Committer, consumers, Time, NullLogger<OutboxRelay>.Instance);

    public ClockRunner NewClockRunner() => new(Store, Leases, Types, Runtime, Time, NullLogger<ClockRunner>.Instance);

    public async Task Restart()
    {
        await Close();
        Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        _folder.Delete(recursive: true);
    }

    public async Task Close()
    {
        foreach (var committer in _committers)
        {
            await committer.DisposeAsync();
        }

        _committers.Clear();
        Leases.Dispose();
        await Store.DisposeAsync();
    }

    private void Open()
    {
        Store = TestStore.Open(Place).GetAwaiter().GetResult();
        Leases = new Leases(Store, Time, NullLogger<Leases>.Instance);
        Keys = new KeyRing(Store, RootKeyring.Open(new RootKeyFile($"{Options.DatabasePath}.root-key"))) { Seals = Options.SealsPersons };
        Committer = new GroupCommitter(Store, Options, NullLogger<GroupCommitter>.Instance);
        _committers.Add(Committer);
        Runtime = new EntityRuntime(Store, Keys, Types, Committer, Options, Time);
    }
}
