using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SharedConsular.Tests.Architecture;

/// <summary>What the chart says of the product is true of the product, and what it promises of safety stands in every part. Reads the templates as they are.</summary>
public sealed partial class ChartTests
{
    private const string Chart = "charts/shared-consular";

    /// <summary>Settings that others than we read: the web server, the runtime, OpenTelemetry, Orleans.</summary>
    private static readonly string[] OfOthers =
    [
        "ASPNETCORE_URLS", "DOTNET_EnableDiagnostics", "AllowedHosts", "OTEL_EXPORTER_OTLP_ENDPOINT",
        "Kestrel__Certificates__Default__Path", "Kestrel__Certificates__Default__KeyPath",
        "Orleans__Endpoints__AdvertisedIPAddress", "Orleans__Endpoints__SiloPort",
    ];

    /// <summary>What opens something. None of it stands in a manifest.</summary>
    private static readonly string[] Secrets = ["ConnectionStrings__Store", "Mail__User", "Mail__Password", "TextMessages__Token", "AZURE_CLIENT_SECRET"];

    public static TheoryData<string, string[]> Parts { get; } = new()
    {
        { "api", ["src/SharedConsular.Api", "src/SharedConsular.Orleans"] },
        { "gateway", ["src/SharedConsular.Gateway"] },
        { "migration", ["src/SharedConsular.Cli"] },
    };

    [Theory, MemberData(nameof(Parts))]
    public void Every_setting_that_a_part_is_given_is_one_that_it_reads(string part, string[] source)
    {
        var given = Setting().Matches(Template(part)).Select(m => m.Groups[1].Value).Concat(Allowed(part)).ToList();

        Assert.NotEmpty(given);
        Repository.FindsNothing(given.Except(OfOthers).Except(Read(source)));
    }

    [Fact]
    public void The_list_of_what_others_read_is_no_longer_than_it_must_be() =>
        Repository.FindsNothing(OfOthers.Except(Setting().Matches(Template("api") + Template("gateway")).Select(m => m.Groups[1].Value)));

    [Fact]
    public void Every_address_that_a_probe_asks_is_one_that_answers_anybody()
    {
        var permissions = Repository.Lines("tests/SharedConsular.Api.Tests/Permissions.txt");
        var gateway = Repository.Text("src/SharedConsular.Gateway/Health/GatewayHealth.cs");
        var (ofNodes, ofGateways) = (Probe().Matches(Template("api")), Probe().Matches(Template("gateway")));

        Assert.Equal(3, ofNodes.Count);
        Assert.All(ofNodes, p => Assert.Contains(permissions, l =>
            l.StartsWith($"GET {p.Groups[1].Value} ", StringComparison.Ordinal) && l.Contains("anybody +", StringComparison.Ordinal)));
        Assert.Equal(3, ofGateways.Count);
        Assert.All(ofGateways, p => Assert.Contains($"MapGet(\"{p.Groups[1].Value}\"", gateway, StringComparison.Ordinal));
    }

    [Fact]
    public void No_container_runs_as_root_or_writes_to_its_own_files()
    {
        var helpers = Template("_helpers", "tpl");
        foreach (var promise in (string[])["runAsNonRoot: true", "readOnlyRootFilesystem: true", "allowPrivilegeEscalation: false", "drop: [ALL]", "type: RuntimeDefault"])
        {
            Assert.Contains(promise, helpers, StringComparison.Ordinal);
        }

        Assert.All(Templates(), t =>
        {
            var containers = Container().Count(t.Text);
            Assert.True(containers == Count(t.Text, "include \"consular.containerSecurity\""), t.File);
            Assert.True(Count(t.Text, "containers:") == Count(t.Text, "include \"consular.podSecurity\""), t.File);
            Assert.DoesNotMatch(@"privileged:|hostNetwork:|hostPath:|hostPID:|runAsUser: 0\b", t.Text);
        });
    }

    [Fact]
    public void Nothing_is_reached_that_no_policy_names()
    {
        var policies = Template("network-policies").Split("\n---\n");
        var deny = policies[0];

        Assert.Contains("-default-deny", deny, StringComparison.Ordinal);
        Assert.Contains("policyTypes: [Ingress, Egress]", deny, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^  (ingress|egress):", deny);
        Assert.Contains("matchLabels:\n      {{- include \"consular.labels\" . | nindent 6 }}", deny, StringComparison.Ordinal);
        Assert.All(Parts, p => Assert.Contains(policies, policy => policy.Contains($"name: {{{{ $name }}}}-{p.Data.Item1}\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_secret_is_named_and_never_said()
    {
        Assert.All(Templates(), t => Assert.DoesNotMatch(@"kind: Secret\b|stringData:", t.Text));
        var given = Templates().SelectMany(t => Setting().Matches(t.Text)).Where(m => Secrets.Contains(m.Groups[1].Value)).ToList();

        Assert.Equal(Secrets.Order(), given.Select(m => m.Groups[1].Value).Distinct().Order());
        Assert.All(given, m => Assert.Equal("valueFrom", m.Groups[2].Value));
    }

    [Fact]
    public void An_image_is_one_that_a_project_makes()
    {
        var made = Repository.Projects("src").Values.SelectMany(p => Repositories().Matches(Repository.Text(p))).Select(m => m.Groups[1].Value);

        Assert.Equal(made.Order(), Templates().SelectMany(t => Image().Matches(t.Text)).Select(m => $"shared-consular-{m.Groups[1].Value}").Order());
    }

    [Fact]
    public void Numbers_that_the_chart_and_the_product_share_are_the_same()
    {
        using var schema = Schema();
        var properties = schema.RootElement.GetProperty("properties");
        int Max(params string[] path) => path.Aggregate(properties, (at, name) => at.GetProperty(name).TryGetProperty("properties", out var inner) ? inner : at.GetProperty(name))
            .GetProperty("maximum").GetInt32();

        Assert.Equal(Number("src/SharedConsular.Gateway/GatewayOptions.cs", "NodesMax = "), Max("api", "replicas", "max"));
        Assert.Equal(Number("src/SharedConsular.Api/PlatformOptions.cs", "DrainSecondsMax = "), Max("api", "drainSeconds"));
        Assert.True(Number($"{Chart}/templates/api.yaml", "terminationGracePeriodSeconds: ") > Number("src/SharedConsular.Api/Start/Drain.cs", "StopMax = TimeSpan.FromSeconds("));
        var instrument = $"\"{Found($"{Chart}/values.yaml", @"metric: (\w+)_seconds").Replace('_', '.')}\"";
        Assert.Contains(instrument, Repository.Text("src/SharedConsular.Api/Telemetry/PlatformTelemetry.cs"), StringComparison.Ordinal);
        var port = Found($"{Chart}/templates/api.yaml", @"http://\+:(\d+)");
        Assert.Contains($"containerPort: {port}\n", Template("api"), StringComparison.Ordinal);
        Assert.Contains($".svc:{port}\"", Template("gateway"), StringComparison.Ordinal);
    }

    private static string Template(string name, string ending = "yaml") => Repository.Text($"{Chart}/templates/{name}.{ending}");

    private static IEnumerable<(string File, string Text)> Templates() =>
        Repository.Files($"{Chart}/templates", ".yaml").Select(f => (f, Repository.Text(f)));

    private static JsonDocument Schema() => JsonDocument.Parse(Repository.Text($"{Chart}/values.schema.json"));

    /// <summary>The settings that may be given beside those of the template.</summary>
    private static List<string> Allowed(string part)
    {
        using var schema = Schema();

        return schema.RootElement.GetProperty("properties").GetProperty(part).GetProperty("properties").TryGetProperty("settings", out var settings)
            ? [.. settings.GetProperty("propertyNames").GetProperty("anyOf")[0].GetProperty("enum").EnumerateArray().Select(n => n.GetString()!)]
            : [];
    }

    /// <summary>Every setting that source asks the configuration for, as an environment variable is named.</summary>
    private static HashSet<string> Read(string[] source)
    {
        var read = new HashSet<string>();
        foreach (var text in source.SelectMany(s => Repository.Files(s, ".cs")).Select(Repository.Text))
        {
            read.UnionWith(Asked().Matches(text).Select(m => m.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal)));
            read.UnionWith(Connection().Matches(text).Select(m => $"ConnectionStrings__{m.Groups[1].Value}"));
            read.UnionWith(Section().Matches(text).SelectMany(s => AskedOfSection().Matches(text).Select(m => $"{s.Groups[1].Value}__{m.Groups[1].Value}")));
            read.UnionWith(Variable().Matches(text).Select(m => m.Groups[1].Value));
        }

        return read;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Found(string file, string pattern) => Regex.Match(Repository.Text(file), pattern) is { Success: true } match
        ? match.Groups[1].Value
        : throw new InvalidOperationException($"{file} has no {pattern}.");

    private static int Number(string file, string before) => int.Parse(Found(file, Regex.Escape(before) + @"(\d+)"), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?m)^ {12}- name: ([A-Z]\w+)\n\s+(value|valueFrom):")]
    private static partial Regex Setting();

    [GeneratedRegex("(?:path: |Probe\" \")(/[a-z/]+)")]
    private static partial Regex Probe();

    [GeneratedRegex(@"(?m)^\s+image: ")]
    private static partial Regex Container();

    [GeneratedRegex("include \"consular.image\" \\(list \"(\\w+)\"")]
    private static partial Regex Image();

    [GeneratedRegex("<ContainerRepository>(.+)</ContainerRepository>")]
    private static partial Regex Repositories();

    [GeneratedRegex("[cC]onfiguration(?:\\.GetValue\\(|\\[)\"([A-Za-z_:]+)\"")]
    private static partial Regex Asked();

    [GeneratedRegex("GetConnectionString\\(\"(\\w+)\"\\)")]
    private static partial Regex Connection();

    [GeneratedRegex("GetSection\\(\"(\\w+)\"\\)")]
    private static partial Regex Section();

    [GeneratedRegex("(?:section|text)(?:\\.GetValue\\(|\\[)\"(\\w+)\"")]
    private static partial Regex AskedOfSection();

    [GeneratedRegex("Variable = \"(\\w+)\"")]
    private static partial Regex Variable();
}
