namespace SharedConsular.Gateway;

/// <summary>How one gateway is set up: the nodes behind it, and how much it lets through.</summary>
internal sealed record GatewayOptions
{
    /// <summary>More nodes than one database feeds.</summary>
    public const int NodesMax = 64;

    public const string HowToSay =
        "The gateway can't start: say which nodes lie behind it, as Nodes=http://10.0.0.4:5080,http://10.0.0.5:5080 (at most 64, http or https, no path).";

    private static readonly GatewayOptions Standard = new();

    /// <summary>The addresses of the nodes.</summary>
    public IReadOnlyList<Uri> Nodes { get; init; } = [];

    /// <summary>How many times the mean load of a node one node may have before its entities go to the next; 1.25 is the usual bound.</summary>
    public double LoadFactorMax { get; init; } = 1.25;

    /// <summary>The largest body, in bytes: a paper of 10 MB, and something for its wrapping.</summary>
    public long BodyBytesMax { get; init; } = 12 * 1024 * 1024;

    /// <summary>How many requests one address may send in a minute.</summary>
    public int AddressRequestsPerMinuteMax { get; init; } = 24_000;

    /// <summary>How many requests may come in a minute under one host name, which is one tenant's door.</summary>
    public int HostRequestsPerMinuteMax { get; init; } = 120_000;

    /// <summary>How many registrations in a crisis go through in a second before people wait; 42 a second is 150,000 in an hour.</summary>
    public int IntakePerSecondMax { get; init; } = 400;

    /// <summary>How long an answer of the front door may be shown again.</summary>
    public TimeSpan FrontDoorKept { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a node is asked whether it is ready.</summary>
    public TimeSpan HealthAskedEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <returns>Null when the nodes are not said, or not as they must be.</returns>
    public static GatewayOptions? Read(IConfiguration configuration)
    {
        var nodes = (configuration["Nodes"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var node) && node is { Scheme: "http" or "https", PathAndQuery: "/" } ? node : null)
            .ToList();
        if (nodes.Count is 0 or > NodesMax || nodes.Contains(null) || nodes.Distinct().Count() < nodes.Count)
        {
            return null;
        }

        return new GatewayOptions
        {
            Nodes = nodes!,
            LoadFactorMax = Math.Max(1, configuration.GetValue("LoadFactorMax", Standard.LoadFactorMax)),
            BodyBytesMax = configuration.GetValue("Limits:BodyBytes", Standard.BodyBytesMax),
            AddressRequestsPerMinuteMax = configuration.GetValue("Limits:AddressRequestsPerMinute", Standard.AddressRequestsPerMinuteMax),
            HostRequestsPerMinuteMax = configuration.GetValue("Limits:HostRequestsPerMinute", Standard.HostRequestsPerMinuteMax),
            IntakePerSecondMax = Math.Max(1, configuration.GetValue("Limits:IntakePerSecond", Standard.IntakePerSecondMax)),
            FrontDoorKept = TimeSpan.FromSeconds(configuration.GetValue("FrontDoor:KeptSeconds", Standard.FrontDoorKept.TotalSeconds)),
        };
    }
}
