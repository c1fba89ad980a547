using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Tenants;

public sealed class PositionTests
{
    [Theory, InlineData(90, 180), InlineData(-90, -180), InlineData(0, 0)]
    public void Degrees_on_the_globe_are_a_position(double latitude, double longitude) =>
        Assert.Equal(new Position(latitude, longitude), Position.Parse(latitude, longitude));

    [Theory, InlineData(90.1, 0), InlineData(-91, 0), InlineData(0, 180.5), InlineData(0, -181), InlineData(double.NaN, 0), InlineData(0, double.PositiveInfinity)]
    public void Anything_else_is_none(double latitude, double longitude) => Assert.Null(Position.Parse(latitude, longitude));

    [Fact]
    public void Distances_are_those_of_the_globe()
    {
        Assert.Equal(20_015.1, new Position(90, 0).DistanceKm(new Position(-90, 77)), 0.1);
        Assert.Equal(20_015.1, new Position(0, 0).DistanceKm(new Position(0, 180)), 0.1);
        Assert.Equal(111.2, new Position(-18, 179.5).DistanceKm(new Position(-18, -179.45)), 0.2); // Across the date line, at Fiji.
        Assert.Equal(0, Suva.DistanceKm(Suva));
        Assert.Equal(Suva.DistanceKm(Wellington), Wellington.DistanceKm(Suva), 1e-9);
    }

    [Fact]
    public void A_coarse_position_does_not_say_in_which_house_a_person_is()
    {
        var exact = new Position(-18.141592, 178.442718);

        Assert.Equal(new Position(-18.14, 178.44), exact.Coarse());
        Assert.InRange(exact.DistanceKm(exact.Coarse()), 0, 1);
    }
}
