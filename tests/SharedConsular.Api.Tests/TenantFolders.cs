using System.Net;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>The examples that come with the product, and what tests do with a tenant's folder.</summary>
internal static class TenantFolders
{
    public static TenantFolderRequest Example(string tenant) => new(
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "policies", "tenants", tenant))
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllText));

    public static TenantFolderRequest With(this TenantFolderRequest folder, string file, string text) =>
        new(folder.Files!.Where(f => f.Key != file).Append(new(file, text)).ToDictionary());

    public static TenantFolderRequest Replacing(this TenantFolderRequest folder, string file, string written, string instead)
    {
        Assert.Contains(written, folder.Files![file], StringComparison.Ordinal);

        return folder.With(file, folder.Files[file].Replace(written, instead, StringComparison.Ordinal));
    }

    public static Task<Reply> Plan(this Anybody who, string tenant, TenantFolderRequest folder) => who.Post($"/v1/tenants/{tenant}/plan", folder);

    public static Task<Reply> Apply(this Anybody who, string tenant, TenantFolderRequest folder, string? ifMatch = null) =>
        who.Post($"/v1/tenants/{tenant}/versions", folder, ifMatch: ifMatch);

    /// <summary>Applies a folder that must come into force.</summary>
    public static async Task<TenantPlanResponse> Applied(this Anybody who, string tenant, TenantFolderRequest folder)
    {
        var reply = await who.Apply(tenant, folder);
        Assert.True(reply.Status is HttpStatusCode.OK, reply.ToString());

        return reply.Read<TenantPlanResponse>();
    }

    public static Officer PlatformOperator(this PlatformServer server) => new(server, "installation", "platform_operator", "ops-1");
}
