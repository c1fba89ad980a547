using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using SharedConsular.FeatureFlags;

namespace SharedConsular.Api.FeatureFlags;

/// <summary>Asks whether something is on: for the installation and for the party, in the place, for the case or household.</summary>
internal sealed class Switches(IFeatureManager features)
{
    /// <param name="party">Whose case or household it is.</param>
    /// <param name="places">The states it is about; on in one of them is on.</param>
    /// <param name="subject">What a share is counted by: always on or always off for the same one.</param>
    /// <exception cref="Runtime.StoreUnavailableException">Nobody can tell, so nothing is on.</exception>
    public async Task<bool> IsOn(Feature flag, TenantId party, IEnumerable<TenantId> places, string subject)
    {
        var context = new Subject { UserId = subject, Groups = places.Select(p => p.Value) };

        return await features.IsEnabledAsync(FlagDefinitions.NameOf(TenantId.Installation, flag), context)
            && await features.IsEnabledAsync(FlagDefinitions.NameOf(party, flag), context);
    }

    private sealed class Subject : ITargetingContext
    {
        public required string UserId { get; set; }

        public required IEnumerable<string> Groups { get; set; }
    }
}
