using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>A crisis in Sudan that gb leads and fr and in work on, and people who want to leave.</summary>
internal static class CrisisExamples
{
    public static Officer Cell(this PlatformServer server, string tenant) => server.Staff(tenant, "crisis_cell");

    /// <summary>Declares a crisis of a new name.</summary>
    public static async Task<string> DeclareCrisis(this PlatformServer server)
    {
        var id = $"c-{Guid.NewGuid():N}"[..20];
        (await server.Cell("gb").Post("/v1/crises", new DeclareCrisisRequest(id, "Sudan", new CrisisAreaContract(["sd"])))).Read<CrisisResponse>();
        (await server.Cell("gb").Post($"/v1/crises/{id}/roles", new AgreeRolesRequest(["gb"], ["fr", "in"]))).Read<CrisisResponse>();

        return id;
    }

    public static async Task<HouseholdReceiptResponse> Register(this PlatformServer server, string crisis, RegisterHouseholdRequest request) =>
        (await server.Anybody().Post($"/v1/crises/{crisis}/households", request, Guid.NewGuid().ToString("N"))).Read<HouseholdReceiptResponse>();

    public static RegisterHouseholdRequest Family(string? contact, params (string Name, string? Born, string State)[] members) => new(
        [
            .. members.Select(m => new HouseholdMemberContract(
                [new PersonNameContract(m.Name)], m.Born is null ? null : DateOnly.Parse(m.Born, System.Globalization.CultureInfo.InvariantCulture),
                [new NationalityRequest(m.State)])),
        ],
        Assemblies: ["Wadi Seidna"], Contact: contact);

    /// <summary>As the lead state sees it, however often.</summary>
    public static async Task<HouseholdResponse> See(this PlatformServer server, HouseholdReceiptResponse receipt) =>
        (await server.Cell("gb").Get($"/v1/households/{receipt.Reference}")).Read<HouseholdResponse>();

    public static async Task<HouseholdStatusResponse> StatusOf(this PlatformServer server, HouseholdReceiptResponse receipt) =>
        (await server.Anybody().Post("/v1/households/status", new HouseholdStatusRequest(receipt.Reference, receipt.Secret))).Read<HouseholdStatusResponse>();
}
