using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.FeatureManagement;
using SharedConsular.FeatureFlags;
using SharedConsular.Runtime;

namespace SharedConsular.Api.FeatureFlags;

/// <summary>
/// Gives feature management its definitions from the store: one for each flag and party, as the party's book has it. No node
/// acts on a book that it compared with the store longer ago than <see cref="EntityRuntime.StaleMax"/>; a book that can't be read
/// turns nothing on.
/// </summary>
internal sealed class FlagDefinitions(EntityRuntime entities) : IFeatureDefinitionProvider
{
    private const string AlwaysOn = "AlwaysOn";
    private const string Targeting = "Microsoft.Targeting";
    private const char Between = '/';

    /// <summary>The last definition of each name with the setting it was made of; as many as parties ever set flags.</summary>
    private readonly ConcurrentDictionary<string, (FlagSetting Setting, FeatureDefinition Definition)> _made = new(StringComparer.Ordinal);

    public static string NameOf(TenantId tenant, Feature flag) => $"{tenant}{Between}{Words.Of(flag)}";

    public async Task<FeatureDefinition> GetFeatureDefinitionAsync(string featureName)
    {
        var (tenant, flag) = featureName.Split(Between) is [var party, var word] && TenantId.Parse(party) is { } id && Words.Parse<Feature>(word) is { } known
            ? (id, known)
            : throw new ArgumentException("Not the name of a flag of a party.", nameof(featureName));
        if ((await entities.Find(FlagBook.Type, FlagBook.KeyOf(tenant), CancellationToken.None))?.State.Find(flag) is not { } setting)
        {
            return new FeatureDefinition { Name = featureName, EnabledFor = [new FeatureFilterConfiguration { Name = AlwaysOn }] };
        }

        if (_made.TryGetValue(featureName, out var made) && made.Setting == setting)
        {
            return made.Definition;
        }

        var definition = new FeatureDefinition
        {
            Name = featureName,
            EnabledFor = [new FeatureFilterConfiguration { Name = Targeting, Parameters = Audience(setting) }],
        };
        _made[featureName] = (setting, definition);

        return definition;
    }

    public async IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync()
    {
        foreach (var flag in Enum.GetValues<Feature>())
        {
            yield return await GetFeatureDefinitionAsync(NameOf(TenantId.Installation, flag));
        }
    }

    /// <summary>Places are groups of the audience; where none is named everybody is meant.</summary>
    private static IConfiguration Audience(FlagSetting setting)
    {
        var share = setting.SharePercent.ToString(CultureInfo.InvariantCulture);
        var audience = new Dictionary<string, string?> { ["Audience:DefaultRolloutPercentage"] = setting.Places.IsEmpty ? share : "0" };
        foreach (var (i, place) in setting.Places.Index())
        {
            audience[$"Audience:Groups:{i}:Name"] = place.Value;
            audience[$"Audience:Groups:{i}:RolloutPercentage"] = share;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(audience).Build();
    }
}
