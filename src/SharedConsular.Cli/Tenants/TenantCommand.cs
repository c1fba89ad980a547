using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Tenants;

/// <summary>A state or operator sets itself up by a folder: plan, apply, export, and back again.</summary>
internal static class TenantCommand
{
    public static Command Create(SharedOptions shared) => new("tenant", "Set up a state or operator by a folder: plan, apply, export, versions.")
    {
        Plan(shared), Apply(shared), Export(shared), Versions(shared),
    };

    private static Command Plan(SharedOptions shared)
    {
        var folder = FolderArgument();
        var command = new Command("plan", "Say what applying the folder would change; nothing is stored.") { folder };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(folder);
            session.Screen.Show(await session.Client.PlanTenant(TenantFolderFiles.TenantOf(path), TenantFolderFiles.Read(path), ct), DrawPlan);
        });

        return command;
    }

    private static Command Apply(SharedOptions shared)
    {
        var folder = FolderArgument();
        var version = new Option<int?>("--version") { Description = "Put this older version back instead; then the tenant's code is enough." };
        var expect = new Option<int?>("--expect") { Description = "Only when this version is still the one in force, as plan showed it." };
        var accept = new Option<bool>("--lock-out-accepted") { Description = "Also when you could no longer sign in as an administrator." };
        var command = new Command("apply", "Put the folder in force, all of it in one step or nothing.") { folder, version, expect, accept };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(folder);
            var tenant = TenantFolderFiles.TenantOf(path);
            var options = new SendOptions(IfMatch: parsed.GetValue(expect) is { } known ? $"\"{known}\"" : null);
            var applied = parsed.GetValue(version) is { } older
                ? await session.Client.PutBackTenant(tenant, new PutBackTenantRequest(older, parsed.GetValue(accept)), options, ct)
                : await session.Client.ApplyTenant(tenant, TenantFolderFiles.Read(path) with { LockOutAccepted = parsed.GetValue(accept) }, options, ct);
            session.Screen.Show(applied, DrawPlan);
        });

        return command;
    }

    private static Command Export(SharedOptions shared)
    {
        var tenant = new Argument<string>("tenant") { Description = "The tenant's code, such as ee." };
        var output = new Option<string>("-o", "--output") { Description = "The folder to write; other files in it stop the export.", Required = true };
        var version = new Option<int?>("--version") { Description = "An older version; else the one in force." };
        var command = new Command("export", "Write the folder back as it was applied, byte by byte.") { tenant, output, version };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var answer = await session.Client.ExportTenant(parsed.GetRequiredValue(tenant), parsed.GetValue(version), ct);
            TenantFolderFiles.Write(parsed.GetRequiredValue(output), answer.Value);
            session.Screen.Show(answer, (console, folder) => console.Line($"Version {folder.Version}: {string.Join(", ", folder.Files.Keys)}."));
        });

        return command;
    }

    private static Command Versions(SharedOptions shared)
    {
        var tenant = new Argument<string>("tenant") { Description = "The tenant's code, such as ee." };
        var command = new Command("versions", "List what was applied, newest first.") { tenant };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.ListTenantVersions(parsed.GetRequiredValue(tenant), ct), DrawVersions));

        return command;
    }

    private static Argument<string> FolderArgument() => new("folder") { Description = "The folder; its last name is the tenant's code: policies/tenants/ee." };

    private static void DrawPlan(IAnsiConsole console, TenantPlanResponse plan)
    {
        var table = Tables.Of("", "item", "from", "to", "dates");
        foreach (var change in plan.Changes)
        {
            var item = change.Field is null ? change.Item : $"{change.Item}: {change.Field}";
            table.Row(change.What, item, change.From, change.To, Tables.PeriodOf(change.EffectiveFrom, change.EffectiveTo));
        }

        if (plan.Changes.Count > 0)
        {
            console.Write(table);
        }

        console.Line($"{plan.Tenant}, version {plan.Version}: {plan.Changes.Count} changes in {plan.Files.Count} files.");
        foreach (var hidden in plan.Overridden)
        {
            console.Line($"Stays as it was recorded singly: {hidden}.");
        }

        foreach (var warning in plan.Warnings)
        {
            console.Line(warning);
        }
    }

    private static void DrawVersions(IAnsiConsole console, Page<TenantVersionResponse> page)
    {
        var table = Tables.Of("version", "applied", "by", "put back", "files");
        foreach (var version in page.Items)
        {
            table.Row(version.Version, version.AppliedAt, version.By, version.PutBack, version.Files);
        }

        console.Write(table);
    }
}
