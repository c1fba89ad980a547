using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using SharedConsular.Languages;
using SharedConsular.Routing;

namespace SharedConsular.Cli.Bench;

/// <summary>Deciding and writing, the same questions in the same run, in turns; so that a busy machine slows both.</summary>
internal sealed record RouteRatio(
    int Questions,
    int Rounds,
    double DecideMicroseconds,
    double WriteMicroseconds,
    int BytesPerAnswer,
    long BytesAllocatedPerDecision,
    double ManagedMegabytes,
    double ProcessMegabytes)
{
    private const double RatioGoalMax = 1;
    private const double Megabyte = 1024 * 1024;
    private const int WarmUpRounds = 2;
    private const int AnswerBytesFirst = 64 * 1024;

    public double Ratio => DecideMicroseconds / WriteMicroseconds;

    public double DecisionsPerSecond => 1_000_000 / DecideMicroseconds;

    public bool GoalMet => Ratio <= RatioGoalMax;

    public static RouteRatio Measure(World world, ImmutableArray<RoutingQuery> questions, int rounds, CancellationToken ct)
    {
        var answers = new RoutingAnswer[questions.Length];
        var deciding = new List<double>();
        var writing = new List<double>();
        long bytes = 0;
        long allocated = 0;
        for (var round = 0; round < WarmUpRounds + rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < questions.Length; i++)
            {
                answers[i] = Router.Decide(questions[i], world);
            }

            var decided = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            start = Stopwatch.GetTimestamp();
            bytes = WriteAll(world, questions, answers);
            var wrote = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            if (round >= WarmUpRounds)
            {
                deciding.Add(decided / questions.Length);
                writing.Add(wrote / questions.Length);
            }
        }

        return new RouteRatio(
            questions.Length,
            rounds,
            Medians.MedianOf(deciding),
            Medians.MedianOf(writing),
            (int)(bytes / questions.Length),
            allocated / questions.Length,
            GC.GetTotalMemory(forceFullCollection: true) / Megabyte,
            Environment.WorkingSet / Megabyte);
    }

    private static long WriteAll(World world, ImmutableArray<RoutingQuery> questions, RoutingAnswer[] answers)
    {
        var buffer = new ArrayBufferWriter<byte>(AnswerBytesFirst);
        using var json = new Utf8JsonWriter(buffer);
        long bytes = 0;
        for (var i = 0; i < questions.Length; i++)
        {
            buffer.ResetWrittenCount();
            json.Reset(buffer);
            json.WriteStartObject();
            RoutingAnswerJson.WriteProperties(json, questions[i], answers[i], world, Sentences.English);
            json.WriteEndObject();
            json.Flush();
            bytes += buffer.WrittenCount;
        }

        return bytes;
    }
}
