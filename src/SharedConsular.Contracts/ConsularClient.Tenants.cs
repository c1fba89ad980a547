using System.Text.Json.Nodes;

namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<TenantResponse>> GetTenant(string tenant, CancellationToken ct) =>
        Get<TenantResponse>(Query($"tenants/{Path(tenant)}"), ct);

    public Task<Answer<TenantProfileResponse>> GetTenantProfile(string tenant, CancellationToken ct) =>
        Get<TenantProfileResponse>(Query($"tenants/{Path(tenant)}/profile"), ct);

    public Task<Answer<TenantPlanResponse>> PlanTenant(string tenant, TenantFolderRequest request, CancellationToken ct) =>
        Ask<TenantPlanResponse>($"tenants/{Path(tenant)}/plan", request, ct);

    public Task<Answer<TenantPlanResponse>> ApplyTenant(
        string tenant, TenantFolderRequest request, SendOptions? options, CancellationToken ct) =>
        Post<TenantPlanResponse>($"tenants/{Path(tenant)}/versions", request, options, ct);

    public Task<Answer<TenantPlanResponse>> PutBackTenant(
        string tenant, PutBackTenantRequest request, SendOptions? options, CancellationToken ct) =>
        Post<TenantPlanResponse>($"tenants/{Path(tenant)}/versions/back", request, options, ct);

    public Task<Answer<Page<TenantVersionResponse>>> ListTenantVersions(string tenant, CancellationToken ct) =>
        Get<Page<TenantVersionResponse>>(Query($"tenants/{Path(tenant)}/versions"), ct);

    public Task<Answer<TenantFolderResponse>> ExportTenant(string tenant, int? version, CancellationToken ct) =>
        Get<TenantFolderResponse>(Query($"tenants/{Path(tenant)}/folder", ("version", version)), ct);

    public Task<Answer<Page<ServiceAccountResponse>>> ListServiceAccounts(CancellationToken ct) =>
        Get<Page<ServiceAccountResponse>>(Query("service-accounts"), ct);

    public Task<Answer<ServiceAccountResponse>> MakeServiceAccount(
        MakeServiceAccountRequest request, SendOptions? options, CancellationToken ct) =>
        Post<ServiceAccountResponse>("service-accounts", request, options, ct);

    public Task<Answer<JsonNode>> RevokeServiceAccount(string id, SendOptions? options, CancellationToken ct) =>
        Delete<JsonNode>($"service-accounts/{Path(id)}", options, ct);

    public Task<Answer<FollowResponse>> Follow(FollowRequest request, CancellationToken ct) => Ask<FollowResponse>("follow", request, ct);

    public Task<Answer<FollowSecretResponse>> ChangeFollowSecret(string reference, SendOptions? options, CancellationToken ct) =>
        Post<FollowSecretResponse>($"cases/{Path(reference)}/follow-secret", null, options, ct);
}
