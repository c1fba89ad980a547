using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Calendars;
using SharedConsular.Policies.Text;
using SharedConsular.Posts;
using SharedConsular.Protection;
using SharedConsular.Retention;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Triage;

namespace SharedConsular.Policies;

/// <summary>
/// Reads the files people write into one <see cref="PolicySet"/>. A file with an error is refused whole, and with it
/// the set: half of somebody's intention is nobody's intention.
/// </summary>
public static class PolicyFiles
{
    private const string AccessFolder = "access/";
    private const int YamlBytesMax = 1024 * 1024;
    private const int ReferenceBytesMax = 16 * 1024 * 1024;

    /// <summary>Folders of policies that others read; they belong to the version and the bundle all the same.</summary>
    private static readonly string[] ReadElsewhere = ["tenants/"];

    private const string ProtocolsFolder = "protocols/";
    private const string RetentionFolder = "retention/";
    private const string TriageFolder = "triage/";

    public static PolicyLoad Load(PolicySources sources)
    {
        var faults = new List<PolicyFault>();
        var files = sources.ReadFiles(faults);

        return Read(files, faults);
    }

    /// <summary>Reads what a bundle held. Names have forward slashes, such as <c>agreements/nordic.yaml</c>.</summary>
    public static PolicyLoad Read(IReadOnlyDictionary<string, byte[]> files) => Read(files, []);

    /// <summary>
    /// SHA-256 over names and contents in the order of the names. Line ends count as one character, so that a checkout
    /// on another system is the same version.
    /// </summary>
    public static string VersionOf(IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[8];
        foreach (var (name, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            foreach (var part in (ReadOnlySpan<byte[]>)[Encoding.UTF8.GetBytes(name), WithoutCarriageReturns(content)])
            {
                // With its length before it, no part can pass for the end of the part before.
                BinaryPrimitives.WriteInt64LittleEndian(length, part.Length);
                hash.AppendData(length);
                hash.AppendData(part);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal static bool IsPolicyFile(string path) =>
        path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal)
            || path.EndsWith(".csv", StringComparison.Ordinal);

    internal static int BytesMax(string name) =>
        name.StartsWith("reference/", StringComparison.Ordinal) ? ReferenceBytesMax : YamlBytesMax;

    internal static PolicyFault TooLarge(string name) =>
        new(PolicyFaultLevel.Error, "policy.too-large", name, 0, $"The file is larger than {BytesMax(name)} bytes.");

    private static PolicyLoad Read(IReadOnlyDictionary<string, byte[]> files, List<PolicyFault> faults)
    {
        var places = new SourceMap();
        var reading = new Reading(files, places);
        var set = reading.Run(out var tests, out var accessTests);
        faults.AddRange(reading.Faults);
        var refused = faults.Any(f => f.Level is PolicyFaultLevel.Error);

        return new PolicyLoad(refused ? null : set, [.. faults], tests, places, files) { AccessTests = accessTests };
    }

    private static byte[] WithoutCarriageReturns(byte[] content) =>
        Array.IndexOf(content, (byte)'\r') < 0 ? content : Array.FindAll(content, b => b is not (byte)'\r');

    /// <summary>One reading of all files, in the order in which they need each other's words.</summary>
    private sealed class Reading(IReadOnlyDictionary<string, byte[]> files, SourceMap places)
    {
        private readonly Vocabulary _vocabulary = new();
        private readonly List<FaultLog> _logs = [];
        private readonly HashSet<string> _read = new(StringComparer.Ordinal);

        public IEnumerable<PolicyFault> Faults => _logs.SelectMany(log => log.Faults);

        public PolicySet Run(out ImmutableArray<PolicyTest> tests, out ImmutableArray<AccessTest> accessTests)
        {
            Table("reference/countries.csv", (content, faults) => PartiesFiles.ReadCountries(content, faults, _vocabulary));
            Yaml(name => name is "groups.yaml", root => PartiesFiles.ReadGroups(root, _vocabulary));
            Yaml(name => name is "operators.yaml", root => PartiesFiles.ReadOperators(root, _vocabulary));

            var tariffWords = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
            Yaml(name => In(name, "services/") && name is not "services/fees.yaml", root => ServicesFiles.ReadCatalogue(root, _vocabulary, places));
            Yaml(name => name is "services/fees.yaml", root => tariffWords = ServicesFiles.ReadTariffWords(root, _vocabulary));

            var fees = ReadFees(tariffWords);
            var posts = ReadPosts();
            var agreements = ImmutableArray.CreateBuilder<Agreement>();
            Yaml(name => In(name, "agreements/"), root =>
            {
                if (AgreementsFile.Read(root, _vocabulary, places, files.GetValueOrDefault) is { } agreement)
                {
                    agreements.Add(agreement);
                }
            });
            var calendars = ImmutableArray.CreateBuilder<WorkCalendar>();
            Yaml(name => In(name, "calendars/"), root => calendars.AddRange(CalendarsFile.Read(root, _vocabulary, places)));
            var limits = ImmutableArray.CreateBuilder<LocalLimit>();
            Yaml(name => name is "routing/local-limits.yaml", root => limits.AddRange(RoutingFiles.ReadLimits(root, _vocabulary, places)));
            var preferences = ImmutableArray.CreateBuilder<PreferencePolicy>();
            Yaml(
                name => In(name, "routing/") && name is not "routing/local-limits.yaml",
                root => preferences.Add(RoutingFiles.ReadPreferences(root, _vocabulary, places)));

            var rules = ImmutableArray.CreateBuilder<AccessRule>();
            var makerChecker = ImmutableArray.CreateBuilder<MakerCheckerRule>();
            Yaml(name => In(name, AccessFolder), root => AccessFile.Read(root, _vocabulary, places, rules, makerChecker));
            var accessFound = ImmutableArray.CreateBuilder<AccessTest>();
            foreach (var name in files.Keys.Where(n => IsTest(n) && In(n, AccessFolder)).Order(StringComparer.Ordinal))
            {
                One(name, root => accessFound.AddRange(AccessFile.ReadTests(root, _vocabulary)));
            }

            accessTests = accessFound.ToImmutable();
            var retention = ReadRetention([.. agreements.Select(a => a.Id).Distinct()]);
            var triage = ReadTriage();
            var protocols = ReadProtocols();
            var found = ImmutableArray.CreateBuilder<PolicyTest>();
            foreach (var name in files.Keys.Where(IsRoutingTest).Order(StringComparer.Ordinal))
            {
                One(name, root => found.AddRange(TestsFile.Read(root, _vocabulary)));
            }

            tests = found.ToImmutable();
            RefuseStrangers();

            return new PolicySet(
                VersionOf(files),
                [.. _vocabulary.Tenants.Values],
                [.. posts.Values],
                [.. agreements.OrderBy(a => a.Id, StringComparer.Ordinal).ThenBy(a => a.Version)],
                [.. _vocabulary.Services.Values],
                fees,
                [.. calendars.OrderBy(c => c.Authority)],
                [.. preferences.OrderBy(p => p.Id, StringComparer.Ordinal)],
                limits.ToImmutable())
            {
                Access = new AccessPolicy(rules.ToImmutable(), makerChecker.ToImmutable()),
                Retention = retention,
                Triage = triage,
                Protocols = protocols,
            };
        }

        private ImmutableArray<RetentionRule> ReadRetention(string[] agreements)
        {
            var rules = ImmutableArray.CreateBuilder<RetentionRule>();
            Yaml(name => In(name, RetentionFolder), root => rules.AddRange(RetentionFile.Read(root, _vocabulary, agreements, places)));
            foreach (var name in files.Keys.Where(n => IsTest(n) && In(n, RetentionFolder)).Order(StringComparer.Ordinal))
            {
                One(name, root => RetentionFile.Test(root, _vocabulary, agreements, null, RetentionPolicy.Of(rules.ToImmutable())));
            }

            return rules.ToImmutable();
        }

        private ImmutableArray<Protocol> ReadProtocols()
        {
            var protocols = ImmutableArray.CreateBuilder<Protocol>();
            Yaml(name => In(name, ProtocolsFolder), root => protocols.Add(ProtocolsFile.Read(root, _vocabulary, places)));
            foreach (var name in files.Keys.Where(n => IsTest(n) && In(n, ProtocolsFolder)).Order(StringComparer.Ordinal))
            {
                One(name, root => ProtocolsFile.Test(root, _vocabulary, protocols.ToImmutable()));
            }

            return protocols.ToImmutable();
        }

        /// <summary>One policy is in force for all; a second file would leave it open which.</summary>
        private TriagePolicy ReadTriage()
        {
            var policy = TriagePolicy.Empty;
            Yaml(name => In(name, TriageFolder), root =>
            {
                if (policy != TriagePolicy.Empty)
                {
                    root.Faults.Error("policy.two-for-one-owner", root.Line, $"The triage policy '{policy.Id}' is there already.");
                }

                policy = TriageFile.Read(root, _vocabulary, places);
            });
            foreach (var name in files.Keys.Where(n => IsTest(n) && In(n, TriageFolder)).Order(StringComparer.Ordinal))
            {
                One(name, root => TriageFile.Test(root, _vocabulary, policy));
            }

            return policy;
        }

        private ImmutableArray<Fee> ReadFees(ImmutableSortedDictionary<string, ImmutableArray<string>> tariffWords)
        {
            var currencies = ImmutableSortedSet<string>.Empty;
            Table("reference/currencies.csv", (content, faults) => currencies = ServicesFiles.ReadCurrencies(content, faults));
            ImmutableArray<Fee> fees = [];
            Table("reference/fees.csv", (content, faults) => fees = ServicesFiles.ReadFees(content, faults, _vocabulary, tariffWords, currencies));

            return fees;
        }

        private SortedDictionary<string, Post> ReadPosts()
        {
            var posts = new SortedDictionary<string, Post>(StringComparer.Ordinal);
            var competence = ImmutableSortedDictionary<PostKind, ImmutableArray<string>>.Empty;
            var written = new List<Post>();
            Yaml(name => In(name, "posts/"), root =>
            {
                competence = competence.SetItems(PostsFiles.ReadCompetence(root, _vocabulary));
                written.AddRange(PostsFiles.ReadPosts(root, _vocabulary));
                root.End();
            });
            var notices = ImmutableSortedDictionary<TenantId, ImmutableArray<PostNotice>>.Empty;
            Table("reference/missions_status_overrides.csv", (content, faults) => notices = PostsFiles.ReadNotices(content, faults, _vocabulary));
            Table("reference/missions.csv", (missions, missionFaults) =>
                Table("reference/missions_patch.csv", (patch, patchFaults) =>
                    PostsFiles.ReadMissions(missions, missionFaults, patch, patchFaults, _vocabulary, notices, competence, posts)));

            // What people wrote down stands in the place of what the reference data says about the same post.
            foreach (var post in written)
            {
                posts[post.Id] = post;
            }

            return posts;
        }

        private void RefuseStrangers()
        {
            var strangers = files.Keys.Where(name => !_read.Contains(name) && !In(name, "reference/") && !ReadElsewhere.Any(folder => In(name, folder)));
            foreach (var name in strangers.Order(StringComparer.Ordinal))
            {
                Log(name).Error("policy.unknown-file", 0, "Nothing reads a file of this name: it would be silently without effect.");
            }
        }

        private void Yaml(Func<string, bool> which, Action<Fields> read)
        {
            foreach (var name in files.Keys.Where(n => !IsTest(n) && n.EndsWith(".yaml", StringComparison.Ordinal) && which(n)).Order(StringComparer.Ordinal))
            {
                One(name, read);
            }
        }

        private void One(string name, Action<Fields> read)
        {
            var log = Log(name);
            if (files[name].Length > YamlBytesMax)
            {
                log.Error("policy.too-large", 0, $"The file is larger than {YamlBytesMax} bytes.");
            }
            else if (YamlText.Read(files[name], log) is { } map)
            {
                read(new Fields(map, log));
            }
        }

        private void Table(string name, Action<byte[], FaultLog> read)
        {
            var log = Log(name);
            if (!files.TryGetValue(name, out var content))
            {
                log.Error("policy.reference-unreadable", 0, "The reference data is not there.");
            }
            else if (content.Length > ReferenceBytesMax)
            {
                log.Error("policy.too-large", 0, $"The file is larger than {ReferenceBytesMax} bytes.");
            }
            else
            {
                read(content, log);
            }
        }

        private FaultLog Log(string name)
        {
            _read.Add(name);
            var log = new FaultLog(name);
            _logs.Add(log);

            return log;
        }

        private static bool In(string name, string folder) => name.StartsWith(folder, StringComparison.Ordinal);

        private static bool IsRoutingTest(string name) =>
            IsTest(name) && !In(name, AccessFolder) && !In(name, ProtocolsFolder) && !In(name, RetentionFolder) && !In(name, TriageFolder)
            && !ReadElsewhere.Any(folder => In(name, folder));

        private static bool IsTest(string name) => name.EndsWith(".tests.yaml", StringComparison.Ordinal);
    }
}
