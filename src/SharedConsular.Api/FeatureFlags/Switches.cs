using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using SharedConsular.FeatureFlags;
using SharedConsular.Runtime;

namespace SharedConsular.Api.FeatureFlags;

/// <summary>Asks whether something is on: for the installation and for the party, in the place, for the case or household.</summary>
internal sealed class Switches(IFeatureManager features, EntityRuntime entities)
{
    /// <param name="party">Whose case or household it is.</param>
    /// <param name="places">The states it is about; on in one of them is on.</param>
    /// <param name="subject">What a share is counted by: always on or always off for the same one.</param>
    /// <exception cref="StoreUnavailableException">Nobody can tell, so nothing is on.</exception>
    public async Task<bool> IsOn(Feature flag, TenantId party, IEnumerable<TenantId> places, string subject)
    {
        var context = new Subject { UserId = subject, Groups = places.Select(p => p.Value) };

        return await features.IsEnabledAsync(FlagDefinitions.NameOf(TenantId.Installation, flag), context)
            && await features.IsEnabledAsync(FlagDefinitions.NameOf(party, flag), context);
    }

    /// <summary>Whether who runs the platform turned it off everywhere: known before anything is looked up.</summary>
    /// <exception cref="StoreUnavailableException">Nobody can tell.</exception>
    public async Task<bool> IsOffForAll(Feature flag) =>
        (await entities.Find(FlagBook.Type, FlagBook.KeyOf(TenantId.Installation), CancellationToken.None))?.State.Find(flag) is { SharePercent: 0 };

    private sealed class Subject : ITargetingContext
    {
        public required string UserId { get; set; }

        public required IEnumerable<string> Groups { get; set; }
    }
}
