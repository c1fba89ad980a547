using SharedConsular.Api.LocalSignIn;

namespace SharedConsular.Api.Tests;

public sealed class CeremoniesTests
{
    private static readonly Ceremony SignIn = new(CeremonyPurpose.SignIn, "challenge", "ee", "mari");

    [Fact]
    public void A_ceremony_ends_once_and_as_it_began()
    {
        var ceremonies = new Ceremonies(new MovedClock());
        var (state, _) = ceremonies.Begin(SignIn);

        Assert.DoesNotContain("challenge", state, StringComparison.Ordinal);
        Assert.Equal(SignIn, ceremonies.End(state));
        Assert.Null(ceremonies.End(state));
        Assert.Null(ceremonies.End(""));
        Assert.Null(ceremonies.End(new string('A', Ceremonies.StateLengthMax + 1)));
    }

    [Fact]
    public void A_ceremony_does_not_outlive_its_time_or_its_process()
    {
        var clock = new MovedClock();
        var ceremonies = new Ceremonies(clock);
        var (early, _) = ceremonies.Begin(SignIn);
        var (late, expiresAt) = ceremonies.Begin(SignIn);

        Assert.Equal(clock.Now + Ceremonies.Lifetime, expiresAt);
        clock.Now += Ceremonies.Lifetime - TimeSpan.FromSeconds(1);
        Assert.NotNull(ceremonies.End(early));
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Null(ceremonies.End(late));
        Assert.Null(new Ceremonies(clock).End(ceremonies.Begin(SignIn).State));
    }

    private sealed class MovedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
