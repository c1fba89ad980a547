using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using SharedConsular.Audit;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Audit;

/// <summary>Saves the heads of a tenant's chain, to be kept where the operator of the platform can't reach them.</summary>
internal static class AuditHeadsCommand
{
    /// <summary>The newest heads prove all before them; more of them say more exactly where something was rewritten.</summary>
    private const int HeadsMax = 10_000;
    private const int PageSize = 500;

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(SharedOptions shared)
    {
        var tenant = AuditCommand.TenantOption();
        var file = AuditCommand.FileOption("The file to write.");
        var command = new Command("heads", $"Save the newest {HeadsMax} block heads. Keep them elsewhere; `audit verify --heads` needs them.") { tenant, file };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var heads = await Read(session.Client, parsed.GetRequiredValue(tenant), ct);
            var path = parsed.GetRequiredValue(file).FullName;
            await File.WriteAllBytesAsync(path, JsonSerializer.SerializeToUtf8Bytes(heads, Json), ct);
            session.Screen.Line($"{path} ({heads.Heads.Length} heads, the last of block {(heads.Heads.IsEmpty ? 0 : heads.Heads[^1].Number)})");
        });

        return command;
    }

    private static async Task<AuditHeads> Read(ConsularClient client, string tenant, CancellationToken ct)
    {
        var heads = ImmutableArray.CreateBuilder<AuditHead>();
        var page = (await client.ListAuditBlocks(null, PageSize, ct)).Value;
        if (page.Tenant != tenant)
        {
            throw new UsageException($"The token is of {page.Tenant}, and shows the record of {page.Tenant} only; not of '{tenant}'.");
        }

        heads.AddRange(page.Items.Select(b => new AuditHead(b.Number, b.Hash)));
        while (page.Next is { } next && heads.Count < HeadsMax)
        {
            page = (await client.ListAuditBlocks(next, PageSize, ct)).Value;
            heads.AddRange(page.Items.Select(b => new AuditHead(b.Number, b.Hash)));
        }

        heads.Reverse();

        return new AuditHeads(TenantId.Get(tenant), page.PublicKey, heads.ToImmutable());
    }
}
