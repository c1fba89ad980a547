using SharedConsular.Policies;

namespace SharedConsular.Api;

/// <summary>How one installation is set up. Read from configuration; everything has a default that works on a laptop.</summary>
internal sealed class PlatformOptions
{
    /// <summary>The rest of the thirty seconds is for the requests that are under way.</summary>
    private const int DrainSecondsMax = 15;

    private static readonly PlatformOptions Standard = new();

    /// <summary>Where the embedded database and the local issuer's key lie.</summary>
    public string DataFolder { get; init; } = "";

    /// <summary>The connection string of the PostgreSQL that many nodes share (<c>ConnectionStrings:Store</c>); none means the embedded store.</summary>
    public string? Store { get; init; }

    /// <summary>
    /// The folder that papers sent as files lie in (<c>Papers:Folder</c>), beside the embedded store unless it is named. Many nodes have none
    /// unless it is named, and it is one that all of them share.
    /// </summary>
    public string? PaperFolder => NamedPaperFolder ?? (Store is null ? Path.Combine(DataFolder, "papers") : null);

    private string? NamedPaperFolder { get; init; }

    /// <summary>Off where <c>consular store migrate</c> brings the tables to a new release, before its nodes start.</summary>
    public bool MigratesAtStart { get; init; } = true;

    /// <summary>
    /// Who brings the commands of an entity to one node (<c>Runtime:Placement</c>): <c>Orleans</c>; none means that each is decided
    /// where it arrives.
    /// </summary>
    public string? Placement { get; init; }

    /// <summary>How long a node that is asked to stop still answers while it says that it is not ready.</summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.Zero;

    /// <summary>Policy files beside those that come with the product: a file of the same name takes its place.</summary>
    public string? PolicyFolder { get; init; }

    /// <summary>The only folder whose fonts manifests are printed with; none means where the system has its own.</summary>
    public string? FontFolder { get; init; }

    public PolicySources PolicySources => PolicyFolder is { } folder ? PolicySources.Standard.With(folder) : PolicySources.Standard;

    /// <summary>The sign-in service (OpenID Connect). Needed outside Development.</summary>
    public string? Authority { get; init; }

    public string? Audience { get; init; }

    /// <summary>Whether people sign in on this machine, with passkeys (<c>SignIn:Local=on</c>). In Development they may in any case.</summary>
    public bool LocalSignIn { get; init; }

    /// <summary>The WebAuthn relying party id: the domain that passkeys are bound to, for ever.</summary>
    public string RelyingParty { get; init; } = "localhost";

    /// <summary>The origins of the pages that sign people in; none means the relying party's own.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The tenants whose first administrator this machine invites at its start.</summary>
    public IReadOnlyList<string> FirstAdministrators { get; init; } = [];

    /// <summary>Addresses or networks of the proxies in front; only they are believed when they say for whom they ask, and that it was over TLS.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>How many requests one address may send in a minute without a token.</summary>
    public int AnonymousRequestsPerMinuteMax { get; init; } = 600;

    /// <summary>How many registrations in a crisis one address may send in a minute: a camp or a company has one address.</summary>
    public int IntakeRequestsPerMinuteMax { get; init; } = 12_000;

    /// <summary>How many registrations are worked on at once; past half of it each home state has its fair share only.</summary>
    public int IntakeAtOnceMax { get; init; } = 1_024;

    /// <summary>How many times in a minute one address may ask for a case by reference and secret.</summary>
    public int FollowPerMinuteMax { get; init; } = 30;

    /// <summary>How many requests one login may send in a minute: twenty a second is more than any officer's screen asks.</summary>
    public int CallerRequestsPerMinuteMax { get; init; } = 1_200;

    /// <summary>How many requests the logins of one party may send in a minute, all together.</summary>
    public int TenantRequestsPerMinuteMax { get; init; } = 60_000;

    /// <summary>How many requests are worked on at once; past half of it each party has its fair share only.</summary>
    public int RequestsAtOnceMax { get; init; } = 2_048;

    /// <summary>Whether webhooks may be on this machine or in its network, also without TLS (<c>Webhooks:Private=on</c>); never but in Development.</summary>
    public bool WebhooksReachPrivate { get; init; }

    /// <summary>Off in a bench that asks what recording costs; everywhere but in Development every read is recorded.</summary>
    public bool RecordsReads { get; init; } = true;

    /// <summary>
    /// Off (<c>Sealing:Persons=off</c>) in a bench that asks what sealing costs; a server that is not in Development does not start with it.
    /// </summary>
    public bool SealsPersons { get; init; } = true;

    /// <summary>
    /// Where the root key lies: <c>file</c>, beside the database; <c>dapr</c>, in a secret store; or <c>keyvault</c>, beside the database and
    /// wrapped by a key that never leaves an Azure Key Vault.
    /// </summary>
    public string RootKeySource { get; init; } = "file";

    /// <summary>The address of the Azure Key Vault, as <c>https://name.vault.azure.net</c>.</summary>
    public Uri? RootKeyVault { get; init; }

    /// <summary>Who the installation is there, as Azure's own tools are told it; without a secret it is the machine's identity.</summary>
    public string? VaultClientId { get; init; }

    public string? VaultClientSecret { get; init; }

    /// <summary>The Dapr component that holds the root key.</summary>
    public string RootKeyStore { get; init; } = "secrets";

    /// <summary>The secret that is the root key.</summary>
    public string RootKeyName { get; init; } = "shared-consular-root-key";

    /// <summary>The secret that is to be the root key next; at the start everything is wrapped by it.</summary>
    public string? RootKeyNext { get; init; }

    /// <summary>Where the Dapr sidecar listens, and what it asks of its callers; both as Dapr itself sets them.</summary>
    public Uri DaprAddress { get; init; } = new("http://127.0.0.1:3500");

    public string? DaprToken { get; init; }

    /// <summary>The Dapr component by which parties' topics are published; null where none is.</summary>
    public string? DaprPubSub { get; init; }

    public static PlatformOptions Read(IConfiguration configuration, bool isDevelopment) => new()
    {
        DataFolder = configuration["DataFolder"] is { Length: > 0 } folder ? folder : DefaultDataFolder(),
        Store = configuration.GetConnectionString("Store") is { Length: > 0 } store ? store : null,
        NamedPaperFolder = configuration["Papers:Folder"] is { Length: > 0 } papers ? papers : null,
        MigratesAtStart = configuration["Store:MigrateAtStart"] != "off",
        Placement = configuration["Runtime:Placement"] is { Length: > 0 } placement ? placement : null,
        DrainDelay = TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Node:DrainSeconds", 0), 0, DrainSecondsMax)),
        PolicyFolder = configuration["PolicyFolder"],
        FontFolder = configuration["FontFolder"] is { Length: > 0 } fonts ? fonts : null,
        Authority = configuration["SignIn:Authority"],
        Audience = configuration["SignIn:Audience"],
        Proxies = Listed(configuration["Proxies"]),
        RecordsReads = !isDevelopment || configuration["Evidence:Reads"] != "off",
        SealsPersons = configuration["Sealing:Persons"] != "off",
        WebhooksReachPrivate = isDevelopment && configuration["Webhooks:Private"] == "on",
        RootKeySource = configuration["RootKey:Source"] ?? Standard.RootKeySource,
        RootKeyStore = configuration["RootKey:Store"] ?? Standard.RootKeyStore,
        RootKeyName = configuration["RootKey:Name"] ?? Standard.RootKeyName,
        RootKeyNext = configuration["RootKey:Next"] is { Length: > 0 } next ? next : null,
        RootKeyVault = Uri.TryCreate(configuration["RootKey:Vault"], UriKind.Absolute, out var vault) ? vault : null,
        VaultClientId = configuration["AZURE_CLIENT_ID"],
        VaultClientSecret = configuration["AZURE_CLIENT_SECRET"],
        DaprAddress = DaprAddressOf(configuration),
        DaprToken = configuration["DAPR_API_TOKEN"],
        DaprPubSub = configuration["Dapr:PubSub"] is { Length: > 0 } component ? component : null,
        LocalSignIn = configuration["SignIn:Local"] == "on",
        RelyingParty = configuration["SignIn:RelyingParty"] is { Length: > 0 } domain ? domain : Standard.RelyingParty,
        Origins = Listed(configuration["SignIn:Origins"]),
        FirstAdministrators = Listed(configuration["SignIn:FirstAdministrators"]),
        AnonymousRequestsPerMinuteMax = configuration.GetValue("Limits:AnonymousRequestsPerMinute", Standard.AnonymousRequestsPerMinuteMax),
        CallerRequestsPerMinuteMax = configuration.GetValue("Limits:CallerRequestsPerMinute", Standard.CallerRequestsPerMinuteMax),
        TenantRequestsPerMinuteMax = configuration.GetValue("Limits:TenantRequestsPerMinute", Standard.TenantRequestsPerMinuteMax),
        RequestsAtOnceMax = configuration.GetValue("Limits:RequestsAtOnce", Standard.RequestsAtOnceMax),
        IntakeRequestsPerMinuteMax = configuration.GetValue("Limits:IntakeRequestsPerMinute", Standard.IntakeRequestsPerMinuteMax),
        IntakeAtOnceMax = configuration.GetValue("Limits:IntakeAtOnce", Standard.IntakeAtOnceMax),
        FollowPerMinuteMax = configuration.GetValue("Limits:FollowPerMinute", Standard.FollowPerMinuteMax),
    };

    private static string[] Listed(string? setting) => setting?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static Uri DaprAddressOf(IConfiguration configuration) =>
        configuration["DAPR_HTTP_ENDPOINT"] is { Length: > 0 } endpoint ? new Uri(endpoint)
        : configuration["DAPR_HTTP_PORT"] is { Length: > 0 } port ? new Uri($"http://127.0.0.1:{port}")
        : Standard.DaprAddress;

    private static string DefaultDataFolder() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "shared-consular");
}
