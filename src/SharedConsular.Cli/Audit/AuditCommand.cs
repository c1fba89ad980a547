using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Audit;

internal static class AuditCommand
{
    public static Command Create(SharedOptions shared) =>
        new("audit", "Take a tenant's sealed record home, and check without any server that it is whole and unchanged.")
        {
            ExportAuditCommand.Create(shared),
            VerifyAuditCommand.Create(shared),
            AuditHeadsCommand.Create(shared),
        };

    internal static Option<string> TenantOption() =>
        new("--tenant") { Description = "Whose record; the caller must be its auditor or administrator.", Required = true };

    internal static Option<FileInfo> FileOption(string description) => new("--output", "-o") { Description = description, Required = true };
}
