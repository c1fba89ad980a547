using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using SharedConsular.Boarding;
using SharedConsular.Cli.Shell;
using SharedConsular.Households;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>What a gate can do: tokens checked without a network, and scans sent to the platform.</summary>
internal static class BenchGateCommand
{
    private const int PersonsDefault = 1_000;
    private const int PersonsMax = 5_000;
    private const int SecondsDefault = 3;

    /// <summary>DOMAIN 4.2: one gate passes 2,700 persons an hour.</summary>
    private const double GatePerSecond = 2_700 / 3_600.0;

    public static Command Create(SharedOptions shared)
    {
        var persons = new Option<int>("--persons") { Description = "Passengers of the flight.", DefaultValueFactory = _ => PersonsDefault };
        var seconds = new Option<int>("--seconds") { Description = "How long tokens are checked.", DefaultValueFactory = _ => SecondsDefault };
        persons.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 4 or > PersonsMax)
            {
                r.AddError($"--persons takes 4 to {PersonsMax}.");
            }
        });
        var command = new Command("gate", "Token checks a second on one core without a network, and scans a second over HTTP.") { persons, seconds };
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                var checks = Check(TimeSpan.FromSeconds(parsed.GetValue(seconds)));
                var (scans, accepted, sent) = await GateLoad.Run(parsed.GetValue(persons), ct);
                var report = new GateReport(checks, scans, sent, accepted, checks / GatePerSecond, scans / GatePerSecond);
                screen.ShowOwn(report, Draw);

                return accepted == sent ? ExitCode.Done : ExitCode.CheckFailed;
            }
        });

        return command;
    }

    private static double Check(TimeSpan time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        using var list = new BoardingKeyList([publicKey]);
        var flight = new MovementName(TenantId.Parse("gb")!, "flight-1");
        var signed = new BoardingToken(
            BoardingKeyList.IdOf(publicKey), BoardingToken.DigestOf(flight), HouseholdReference.FromBits(1), 1, 0, DateTimeOffset.UnixEpoch.AddYears(60), 1)
            .ToSigned();
        var text = BoardingToken.Write(signed, key.SignData(signed, HashAlgorithmName.SHA256));
        var (checks, watch) = (0, Stopwatch.StartNew());
        while (watch.Elapsed < time)
        {
            checks += BoardingToken.Verify(text, list)?.WhyNot(flight, DateTimeOffset.UnixEpoch, isConfirmed: true, 0) is null ? 1 : 0;
        }

        return checks / watch.Elapsed.TotalSeconds;
    }

    private static void Draw(IAnsiConsole console, GateReport report)
    {
        console.Line(FormattableString.Invariant(
            $"{report.ChecksPerSecond:0} tokens checked a second on one core: what {report.GatesByChecks:0} gates pass."));
        console.Line(FormattableString.Invariant(
            $"{report.ScansPerSecond:0} scans a second stored and answered over HTTP, ")
            + FormattableString.Invariant($"{report.Accepted} of {report.Sent} accepted: {report.GatesByScans:0} gates."));
    }

    /// <param name="GatesByChecks">How many gates at full speed that is.</param>
    internal sealed record GateReport(double ChecksPerSecond, double ScansPerSecond, int Sent, int Accepted, double GatesByChecks, double GatesByScans);
}
