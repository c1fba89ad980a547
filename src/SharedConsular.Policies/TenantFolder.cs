using System.Collections.Immutable;
using SharedConsular.Policies.Text;
using SharedConsular.Posts;
using SharedConsular.Retention;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>
/// Reads a tenant's folder: up to ten files of which only the profile is needed. One fault refuses the folder whole,
/// and an unknown word is a fault: nobody believes for a year that a setting holds which nothing reads.
/// </summary>
public static class TenantFolder
{
    /// <summary>A file of a state with four hundred posts of its own takes about half of it.</summary>
    public const int FileBytesMax = 256 * 1024;

    /// <summary>The files of a folder, by name.</summary>
    public static ImmutableArray<string> FilesKnown { get; } =
    [
        "operators.yaml", "posts.yaml", "profile.yaml", "protocols.yaml", "retention.tests.yaml", "retention.yaml", "routing.yaml",
        "services.yaml", "signin.yaml", "staff.yaml",
    ];

    /// <param name="files">The content by name, such as <c>profile.yaml</c>.</param>
    /// <param name="tenant">Whose folder it must be.</param>
    /// <param name="world">Gives the words: parties, services and posts.</param>
    /// <param name="on">The day from which it is to hold; a rule that has ended before can never decide again.</param>
    public static TenantFolderLoad Read(IReadOnlyDictionary<string, byte[]> files, TenantId tenant, World world, DateOnly on)
    {
        var reading = new Reading(files, tenant, world);
        var settings = reading.Run();
        var faults = reading.Faults.ToList();
        if (settings?.Preference is { } preference && !faults.Any(IsError))
        {
            faults.AddRange(CheckPreference(preference, world.Policies, on, reading.Places));
        }

        if (settings is not null && !faults.Any(IsError))
        {
            faults.AddRange(RetentionChecks.CheckOwn(settings.Retention, tenant, world, on).Select(reading.Places.Locate));
        }

        return new TenantFolderLoad(faults.Any(IsError) ? null : settings, [.. faults]);
    }

    private static bool IsError(PolicyFault fault) => fault.Level is PolicyFaultLevel.Error;

    private static IEnumerable<PolicyFault> CheckPreference(PreferencePolicy preference, PolicySet set, DateOnly on, SourceMap places)
    {
        var withIt = set with
        {
            Agreements = [],
            Preferences = [.. set.Preferences.Where(p => p.Owner is null), preference],
        };
        var own = new[] { $"policy:{preference.Id}", $"rule:{preference.Id}/" };

        return PolicyChecker.Check(withIt, on).Where(f => own.Any(o => f.File.StartsWith(o, StringComparison.Ordinal))).Select(places.Locate);
    }

    /// <summary>One reading of all files, in the order in which they need each other's words.</summary>
    private sealed class Reading(IReadOnlyDictionary<string, byte[]> files, TenantId tenant, World world)
    {
        private readonly List<FaultLog> _logs = [];

        public SourceMap Places { get; } = new();

        public IEnumerable<PolicyFault> Faults => _logs.SelectMany(log => log.Faults);

        public TenantSettings? Run()
        {
            foreach (var stranger in files.Keys.Where(name => !FilesKnown.Contains(name)).Order(StringComparer.Ordinal))
            {
                Log(stranger).Error("policy.unknown-file", 0, $"Nothing reads a file of this name; known are {string.Join(", ", FilesKnown)}.");
            }

            if (!files.ContainsKey("profile.yaml"))
            {
                Log("profile.yaml").Error("policy.missing", 0, "Every folder has a profile.");
                return null;
            }

            var vocabulary = VocabularyOf(world);
            TenantProfile? profile = null;
            One("profile.yaml", root => profile = TenantProfileFile.Read(root, tenant, vocabulary));
            ImmutableArray<SignInIssuer> issuers = [];
            One("signin.yaml", root => issuers = TenantSignInFile.ReadIssuers(root));
            ImmutableArray<StaffRole> staff = [];
            One("staff.yaml", root => staff = TenantSignInFile.ReadStaff(root, issuers));
            ImmutableArray<Post> posts = [];
            One("posts.yaml", root => posts = TenantOffersFile.ReadPosts(root, tenant, vocabulary, world));
            ImmutableArray<Service> services = [];
            ImmutableArray<Fee> fees = [];
            One("services.yaml", root => (services, fees) = TenantOffersFile.ReadServices(root, tenant, vocabulary));
            PreferencePolicy? preference = null;
            One("routing.yaml", root => preference = ReadPreference(root, vocabulary));
            ImmutableArray<OperatorEntitlement> operators = [];
            One("operators.yaml", root => operators = TenantOffersFile.ReadOperators(root, vocabulary, world));

            ImmutableArray<string> protocols = [];
            One("protocols.yaml", root => protocols = ProtocolsFile.ReadAdopted(root, world.Policies.Protocols));

            return profile is null
                ? null
                : new TenantSettings(profile, issuers, posts, services, fees, preference, protocols, staff, operators)
                {
                    Retention = ReadRetention(vocabulary),
                };
        }

        private PreferencePolicy ReadPreference(Fields root, Vocabulary vocabulary)
        {
            var preference = RoutingFiles.ReadPreferences(root, vocabulary, Places);
            if (preference.Owner != tenant)
            {
                root.Faults.Error("policy.not-yours", root.LineOf("owner"), "A tenant orders the options of its own nationals only: 'owner' must name it.");
            }

            return preference;
        }

        private ImmutableArray<RetentionRule> ReadRetention(Vocabulary vocabulary)
        {
            string[] agreements = [.. world.Agreements.Select(a => a.Id).Distinct()];
            ImmutableArray<RetentionRule> rules = [];
            One("retention.yaml", root => rules = RetentionFile.Read(root, vocabulary, agreements, Places, isCommon: false));
            var policy = world.Retention with { Own = world.Retention.Own.SetItem(tenant, rules) };
            One("retention.tests.yaml", root => RetentionFile.Test(root, vocabulary, agreements, tenant, policy));

            return rules;
        }

        private void One(string name, Action<Fields> read)
        {
            if (!files.TryGetValue(name, out var content))
            {
                return;
            }

            var log = Log(name);
            if (content.Length > FileBytesMax)
            {
                log.Error("policy.too-large", 0, $"The file is larger than {FileBytesMax} bytes.");
            }
            else if (YamlText.Read(content, log) is { } map)
            {
                read(new Fields(map, log));
            }
        }

        private FaultLog Log(string name)
        {
            var log = new FaultLog(name);
            _logs.Add(log);

            return log;
        }

        private static Vocabulary VocabularyOf(World world)
        {
            var vocabulary = new Vocabulary();
            foreach (var party in world.Policies.Tenants)
            {
                vocabulary.Add(party);
            }

            foreach (var service in world.Policies.Services)
            {
                vocabulary.Services[service.Id] = service;
            }

            return vocabulary;
        }
    }
}

/// <summary>What came of reading a folder.</summary>
/// <param name="Settings">Null when a file has an error: what is in force stays.</param>
/// <param name="Faults">With file and line, in the order of the files; warnings are among them.</param>
public sealed record TenantFolderLoad(TenantSettings? Settings, ImmutableArray<PolicyFault> Faults);
