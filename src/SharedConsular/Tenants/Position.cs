namespace SharedConsular.Tenants;

/// <summary>A place on Earth in degrees, WGS 84.</summary>
public readonly record struct Position(double Latitude, double Longitude)
{
    /// <summary>Mean radius of the Earth in kilometres (IUGG).</summary>
    private const double EarthRadiusKm = 6371.0088;

    /// <returns>Null when a number is outside -90 to 90 or -180 to 180, or is no number.</returns>
    public static Position? Parse(double latitude, double longitude) =>
        latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180 ? new Position(latitude, longitude) : null;

    /// <summary>Great-circle distance in kilometres (haversine).</summary>
    public double DistanceKm(Position other)
    {
        var halfLatitude = Math.Sin(double.DegreesToRadians(other.Latitude - Latitude) / 2);
        var halfLongitude = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var chord = (halfLatitude * halfLatitude)
            + (Math.Cos(double.DegreesToRadians(Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * halfLongitude * halfLongitude);

        return 2 * EarthRadiusKm * Math.Asin(Math.Sqrt(Math.Min(1, chord)));
    }

    /// <summary>Coarse enough not to say in which house a person is: about a kilometre.</summary>
    public Position Coarse() => new(Math.Round(Latitude, 2), Math.Round(Longitude, 2));
}
