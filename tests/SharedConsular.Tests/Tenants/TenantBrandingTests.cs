using SharedConsular.Tenants;

namespace SharedConsular.Tests.Tenants;

public sealed class TenantBrandingTests
{
    /// <summary>Of WCAG 2.2 itself, and the two greys between which level AA lies.</summary>
    [Theory]
    [InlineData("#000000", "#ffffff", 21.0), InlineData("#ffffff", "#000000", 21.0), InlineData("#0a0b0c", "#0a0b0c", 1.0)]
    [InlineData("#767676", "#ffffff", 4.54), InlineData("#777777", "#ffffff", 4.48)]
    public void Two_colours_stand_apart_as_the_guidelines_count(string one, string other, double contrast) =>
        Assert.Equal(contrast, TenantBranding.ContrastOf(one, other), 2);
}
