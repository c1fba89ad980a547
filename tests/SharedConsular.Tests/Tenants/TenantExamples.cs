using System.Collections.Immutable;
using SharedConsular.Posts;
using SharedConsular.Retention;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Tenants;

/// <summary>Estonia sets itself up, with one thing of every kind.</summary>
internal static class TenantExamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public static readonly Caller Administrator = new(Ee, new UserId("tallinn-it"), Role.Administrator);
    public static readonly Caller PlatformOperator = new(TenantId.Installation, new UserId("ops"), Role.PlatformOperator);

    public static readonly Post Desk = PostOf(Ee, Fj, PostKind.Consulate, Suva, "ee-fj-suva") with { Basis = Confidence.Tenant };

    public static readonly Fee Fee = new(Ee, Passport.Id, "adult", 45, "EUR", Day, Confidence.Tenant, "", "");

    public static readonly TenantSettings Settings = new(
        new TenantProfile(
            ImmutableSortedDictionary<string, string>.Empty.Add("et", "Eesti"), ["et", "en"], new TenantBranding("Eesti", "#0072ce", "#ffffff"),
            new TenantCalendar(null, [Day.AddDays(1)]), new NameRules(NameOrder.GivenFirst, ["Latn"], [NamePart.Given, NamePart.Family]),
            ["Europe/Tallinn"], ["EUR"]),
        [new SignInIssuer("tara", "https://tara.example", "sharedconsular", ["ES256"], "sub", "groups", ForNationals: true)],
        [Desk],
        [Passport with { TypicalTime = "a month" }],
        [Fee],
        new PreferencePolicy("ee", 1, Ee, [new PreferenceRule("ee-own", "Its own first.", Period.Always, 900, new PreferenceConditions { Kinds = [RouteKind.OwnPost] }, 1, false)]),
        ["uasc"],
        [new StaffRole("admins", Role.Administrator, "tara"), new StaffRole("desk", Role.Officer, null)],
        [new OperatorEntitlement(Iom, ["iom-fj-suva"], [Passport.Id])])
    {
        Retention = [new RetentionRule("ee-own", "A decree.", Confidence.Tenant, Period.Always, 0, RetentionHolder.HomeState, [], [Passport.Id], [], 400)],
    };

    public static readonly ImmutableArray<TenantFile> Files = [new("posts.yaml", "aa"), new("profile.yaml", "bb")];

    public static readonly TenantApplied Applied = new(Ee, 1, Settings, Files, 4, new UserId("tallinn-it"), Now);

    public static TenantBook Book(TenantSettings? settings = null) =>
        TenantBook.Type.Evolve(TenantBook.Type.Initial, Applied with { Settings = settings ?? Settings });
}
