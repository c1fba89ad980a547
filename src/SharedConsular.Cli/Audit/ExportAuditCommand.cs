using System.CommandLine;
using SharedConsular.Audit;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Audit;

/// <summary>Writes what the platform sealed of a tenant to a file, as it comes.</summary>
internal static class ExportAuditCommand
{
    public static Command Create(SharedOptions shared)
    {
        var tenant = AuditCommand.TenantOption();
        var from = TypedDate.Option("--from", "Only blocks sealed on or after this day (UTC).");
        var to = TypedDate.Option("--to", "Only blocks sealed on or before this day (UTC).");
        var file = AuditCommand.FileOption("The file to write; one that is there is replaced when the export has succeeded.");
        var command = new Command("export", "Export the sealed record of events and reads as JSON lines. No personal data is in it.")
        {
            tenant, from, to, file,
        };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            var partial = $"{path}.partial";
            try
            {
                await using (var stream = File.Create(partial))
                {
                    await session.Client.ExportAudit(stream, StartOf(parsed.GetValue(from)), StartOf(parsed.GetValue(to)?.AddDays(1)), ct);
                }

                ThrowIfOfAnother(partial, parsed.GetRequiredValue(tenant));
                File.Move(partial, path, overwrite: true);
            }
            finally
            {
                File.Delete(partial);
            }

            session.Screen.Line($"{path} ({new FileInfo(path).Length} bytes)");
        });

        return command;
    }

    /// <summary>The token decides whose record it is; a slip is told before anybody keeps the file under a wrong name.</summary>
    private static void ThrowIfOfAnother(string path, string tenant)
    {
        if (AuditLine.Find(File.ReadLines(path).FirstOrDefault() ?? "") is not HeaderLine header)
        {
            throw new UsageException("The server's answer is no audit record.");
        }

        if (header.Tenant.Value != tenant)
        {
            throw new UsageException($"The token is of {header.Tenant}, and shows the record of {header.Tenant} only; not of '{tenant}'.");
        }
    }

    private static DateTimeOffset? StartOf(DateOnly? day) => day is { } d ? new DateTimeOffset(d, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
