using SharedConsular.Evacuation;

namespace SharedConsular.Tests.Evacuation;

public sealed class UptakeTests
{
    private static readonly TenantId Ee = TenantId.Get("ee");
    private static readonly TenantId Fr = TenantId.Get("fr");

    [Theory]
    [InlineData(Uptake.OfferedMin - 1, 10, 70)]
    [InlineData(Uptake.OfferedMin, 10, 20)]
    [InlineData(100, 62, 62)]
    [InlineData(100, 0, 1)]
    public void What_was_measured_counts_once_there_is_enough_of_it(long offered, long boarded, int percent)
    {
        var measured = Uptake.Of(
            new Dictionary<TenantId, int> { [Ee] = 70, [Fr] = 55 }, new Dictionary<TenantId, long> { [Ee] = offered },
            new Dictionary<TenantId, long> { [Ee] = boarded });

        Assert.Equal((percent, 55), (measured[Ee], measured[Fr]));
    }
}
