using System.CommandLine;
using System.Text.Json;
using SharedConsular.Audit;
using SharedConsular.Cli.Shell;
using Spectre.Console;

namespace SharedConsular.Cli.Audit;

/// <summary>Checks an exported record without a server: whole, unchanged, signed; and with heads kept elsewhere, not rewritten.</summary>
internal static class VerifyAuditCommand
{
    /// <summary>Far more than any line of an export has; a longer one is none.</summary>
    private const int LineLengthMax = 64 * 1024;

    public static Command Create(SharedOptions shared)
    {
        var file = new Argument<FileInfo>("file") { Description = "What `consular audit export` wrote." };
        var heads = new Option<FileInfo?>("--heads")
        {
            Description = "Heads that `consular audit heads` saved before and that were kept elsewhere: shows whether the record was rewritten since.",
        };
        var command = new Command("verify", "Check an exported record, offline. Prints the first difference; exit code 4 when there is one.") { file, heads };
        command.SetAction(parsed =>
        {
            var screen = Screen.Of(parsed, shared);
            try
            {
                var verifier = new AuditVerifier(parsed.GetValue(heads) is { } kept ? ReadHeads(kept.FullName) : null);
                Check(verifier, parsed.GetRequiredValue(file).FullName);
                screen.ShowOwn(new VerifyReport(verifier.Difference is null, verifier.Difference, verifier.Summary), Draw);

                return verifier.Difference is null ? ExitCode.Done : ExitCode.CheckFailed;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or UsageException)
            {
                screen.Error(fault.Message);
                return ExitCode.Usage;
            }
        });

        return command;
    }

    internal static void Check(AuditVerifier verifier, string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            if (!verifier.Read(line.Length <= LineLengthMax ? line : ""))
            {
                return;
            }
        }

        verifier.End();
    }

    private static AuditHeads ReadHeads(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditHeads>(File.ReadAllBytes(path), AuditHeadsCommand.Json) is { Heads.IsDefault: false } heads
                ? heads
                : throw new UsageException($"{path} holds no heads.");
        }
        catch (JsonException)
        {
            throw new UsageException($"{path} holds no heads.");
        }
    }

    private static void Draw(IAnsiConsole console, VerifyReport report)
    {
        var found = report.Found;
        if (report.Difference is { } difference)
        {
            console.Line($"NOT as it was sealed: {difference}");
            console.Line($"Looked at {found.Blocks} blocks up to there.");

            return;
        }

        console.Line(
            $"{found.Tenant}: whole and unchanged. {found.Blocks} blocks from number {found.FirstBlock}, {found.Events} events, {found.Reads} reads; "
            + $"{found.Hidden} leaves are shown by their hash only.");
        console.Line($"Head: block {found.Head?.Number}, {found.Head?.Hash}; exported {found.ExportedAt:O}.");
        console.Line($"Key: SHA-256 {found.KeyFingerprint}. Compare it with the one your state keeps.");
    }

    internal sealed record VerifyReport(bool Whole, AuditDifference? Difference, AuditSummary Found);
}
