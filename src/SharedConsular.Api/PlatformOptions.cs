namespace SharedConsular.Api;

/// <summary>How one installation is set up. Read from configuration; everything has a default that works on a laptop.</summary>
internal sealed class PlatformOptions
{
    /// <summary>Where the embedded database and the local issuer's key lie.</summary>
    public string DataFolder { get; init; } = "";

    /// <summary>Policy files beside those that come with the product: a file of the same name takes its place.</summary>
    public string? PolicyFolder { get; init; }

    /// <summary>The sign-in service (OpenID Connect). Needed outside Development.</summary>
    public string? Authority { get; init; }

    public string? Audience { get; init; }

    /// <summary>How many requests one address may send in a minute without a token.</summary>
    public int AnonymousRequestsPerMinuteMax { get; init; } = 600;

    /// <summary>How many times in a minute one address may ask for a case by reference and secret.</summary>
    public int FollowPerMinuteMax { get; init; } = 30;

    public static PlatformOptions Read(IConfiguration configuration) => new()
    {
        DataFolder = configuration["DataFolder"] is { Length: > 0 } folder ? folder : DefaultDataFolder(),
        PolicyFolder = configuration["PolicyFolder"],
        Authority = configuration["SignIn:Authority"],
        Audience = configuration["SignIn:Audience"],
        AnonymousRequestsPerMinuteMax = configuration.GetValue("Limits:AnonymousRequestsPerMinute", 600),
        FollowPerMinuteMax = configuration.GetValue("Limits:FollowPerMinute", 30),
    };

    private static string DefaultDataFolder() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "shared-consular");
}
