using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Crises;
using SharedConsular.Tenants;

namespace SharedConsular.Tests.Crises;

/// <summary>A war in Sudan. France leads, Estonia is of the joint team, Australia is not.</summary>
internal static class CrisisExamples
{
    public static readonly TenantId Ee = TenantId.Get("ee");
    public static readonly TenantId Fr = TenantId.Get("fr");
    public static readonly TenantId Au = TenantId.Get("au");
    public static readonly TenantId Sd = TenantId.Get("sd");

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly Caller Cell = new(Fr, new UserId("paris-cell"), Role.CrisisCell);
    public static readonly Caller Officer = new(Fr, new UserId("khartoum-1"), Role.Officer);
    public static readonly Caller EstonianCell = new(Ee, new UserId("tallinn-cell"), Role.CrisisCell);
    public static readonly Caller EstonianOfficer = new(Ee, new UserId("tallinn-1"), Role.Officer);
    public static readonly Caller AustralianCell = new(Au, new UserId("canberra-cell"), Role.CrisisCell);
    public static readonly Caller AustralianOfficer = new(Au, new UserId("canberra-1"), Role.Officer);

    public static readonly CrisisArea Sudan = new([Sd], [], null, null);

    public static readonly DeclareCrisis Declare = new("Sudan 2026", Sudan, Exercise: false);

    private static readonly Actor By = new(Fr, Cell.User);

    /// <summary>One of every event of a crisis, with every field filled.</summary>
    public static readonly ImmutableArray<CrisisEvent> All =
    [
        new CrisisDeclared(
            "Sudan 2026",
            new CrisisArea([Sd], [new Position(15, 32), new Position(16, 33), new Position(15, 34)], new Position(15.6, 32.5), 120),
            Fr, Exercise: true, CrisisPhase.Response, By, Now),
        new CrisisAreaChanged(Sudan, By, Now),
        new CrisisPhaseChanged(CrisisPhase.AfterCrisis, By, Now),
        new CrisisRolesAgreed([Fr, Au], [Ee], By, Now),
        new SeatSharesAgreed(Weights((Ee, 3), (Fr, 2)), By, Now),
        new InstructionGiven(1, "No convoys after dark", [Ee], By, Now),
        new InstructionAcknowledged(1, new Actor(Ee, EstonianOfficer.User), Now),
        new CrisisOverlaySet(new CrisisOverlay(OverlayKind.RetentionDays, 90), By, Now),
        new RouteReported("khartoum", "port-sudan", RouteStatus.Restricted, "By day only", By, Now),
        new UptakeMeasured(Weights((Ee, 62)), By, Now),
        new CrisisEnded(By, Now),
        new CrisisRetentionEnded(90, By, Now),
    ];

    public static EntitySpec<Crisis, CrisisCommand, CrisisEvent> Spec() => new(Crisis.Type, Cell, Now);

    /// <summary>A crisis that France leads, with Estonia in the joint team.</summary>
    public static EntitySpec<Crisis, CrisisCommand, CrisisEvent> Running() => Spec().When(Declare).When(new AgreeRoles([Fr], [Ee]));

    public static ImmutableSortedDictionary<TenantId, int> Weights(params (TenantId State, int Weight)[] weights) =>
        weights.ToImmutableSortedDictionary(w => w.State, w => w.Weight);
}
