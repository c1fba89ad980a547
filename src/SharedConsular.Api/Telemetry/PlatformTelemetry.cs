using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SharedConsular.Api.Telemetry;

/// <summary>What the platform tells of crowds and seats: counts and times, and never who. Times are in seconds.</summary>
internal static class PlatformTelemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "SharedConsular.Platform";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly UpDownCounter<long> IntakeInside = Meter.CreateUpDownCounter<long>(
        "sharedconsular.intake.inside", "{registration}", "Registrations that are being worked on now.");

    private static readonly Counter<long> Intake = Meter.CreateCounter<long>(
        "sharedconsular.intake", "{registration}", "Registrations that came to the door, by outcome: let in, or turned away to wait.");

    private static readonly Histogram<double> IntakeWaited = Meter.CreateHistogram<double>(
        "sharedconsular.intake.waited", "s", "From the first try of who holds a ticket until she was let in.");

    private static readonly Histogram<double> Planning = Meter.CreateHistogram<double>(
        "sharedconsular.allocator.duration", "s", "One plan of who travels on what, ranking and reading included.");

    private static readonly Counter<long> Seats = Meter.CreateCounter<long>(
        "sharedconsular.seats", "{seat}", "Seats planned and offered.");

    public static void LetIn(TimeSpan? waited)
    {
        IntakeInside.Add(1);
        Intake.Add(1, new KeyValuePair<string, object?>("outcome", "let-in"));
        if (waited is { } time)
        {
            IntakeWaited.Record(time.TotalSeconds);
        }
    }

    /// <summary>What a crowd is seen by before it is too late: an installation grows by it.</summary>
    /// <param name="age">How long those who came lately had been trying.</param>
    public static void WatchIntakeQueue(Func<TimeSpan> age) => Meter.CreateObservableGauge(
        "sharedconsular.intake.queue.age", () => age().TotalSeconds, "s",
        "The longest that anybody who came to the door lately had been trying; 0 when none had.");

    public static void Left() => IntakeInside.Add(-1);

    public static void TurnedAway() => Intake.Add(1, new KeyValuePair<string, object?>("outcome", "turned-away"));

    public static Activity? BeginPlan() => Source.StartActivity("plan seats");

    public static void Planned(TimeSpan took, int seats)
    {
        Planning.Record(took.TotalSeconds);
        Seats.Add(seats, new KeyValuePair<string, object?>("step", "planned"));
    }

    public static void Offered(int seats) => Seats.Add(seats, new KeyValuePair<string, object?>("step", "offered"));
}
