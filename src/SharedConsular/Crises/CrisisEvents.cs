using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Crises;

/// <summary>What has happened to a crisis. This is the stored format: add to it, never rename or remove.</summary>
public abstract record CrisisEvent
{
    private protected CrisisEvent() { }

    public abstract Actor By { get; init; }

    public abstract DateTimeOffset At { get; init; }
}

/// <summary>The three phases of the MICIC guidelines (Migrants in Countries in Crisis, 2016).</summary>
public enum CrisisPhase
{
    Preparedness,
    Response,
    AfterCrisis,
}

/// <param name="Exercise">Everything is as in earnest, but no message leaves.</param>
[StoredAs("crisis-declared")]
public sealed record CrisisDeclared(
    string Name, CrisisArea Area, TenantId Lead, bool Exercise, CrisisPhase Phase, Actor By, DateTimeOffset At) : CrisisEvent;

[StoredAs("crisis-area-changed")]
public sealed record CrisisAreaChanged(CrisisArea Area, Actor By, DateTimeOffset At) : CrisisEvent;

[StoredAs("crisis-phase-changed")]
public sealed record CrisisPhaseChanged(CrisisPhase Phase, Actor By, DateTimeOffset At) : CrisisEvent;

/// <param name="Leads">The lead states from now on, the first of them speaking for all (Directive (EU) 2015/637, article 13).</param>
/// <param name="JointTeam">Parties whose staff work at gates and desks for everybody.</param>
[StoredAs("crisis-roles-agreed")]
public sealed record CrisisRolesAgreed(ImmutableArray<TenantId> Leads, ImmutableArray<TenantId> JointTeam, Actor By, DateTimeOffset At) : CrisisEvent
{
    public ImmutableArray<TenantId> Leads { get; init; } = Leads.OrEmpty();

    public ImmutableArray<TenantId> JointTeam { get; init; } = JointTeam.OrEmpty();
}

[StoredAs("seat-shares-agreed")]
public sealed record SeatSharesAgreed(ImmutableSortedDictionary<TenantId, int> Weights, Actor By, DateTimeOffset At) : CrisisEvent;

/// <param name="Number">From 1, in the order given; decisions name the one they follow.</param>
/// <param name="MustAcknowledge">Officers of these parties confirm that they read it.</param>
[StoredAs("instruction-given")]
public sealed record InstructionGiven(int Number, string Text, ImmutableArray<TenantId> MustAcknowledge, Actor By, DateTimeOffset At) : CrisisEvent
{
    public ImmutableArray<TenantId> MustAcknowledge { get; init; } = MustAcknowledge.OrEmpty();
}

[StoredAs("instruction-acknowledged")]
public sealed record InstructionAcknowledged(int Number, Actor By, DateTimeOffset At) : CrisisEvent;

/// <summary>What is different as long as the crisis lasts, and how long afterwards its data are kept.</summary>
[StoredAs("crisis-overlay-set")]
public sealed record CrisisOverlaySet(CrisisOverlay Overlay, Actor By, DateTimeOffset At) : CrisisEvent;

[StoredAs("route-reported")]
public sealed record RouteReported(string From, string To, RouteStatus Status, string? Note, Actor By, DateTimeOffset At) : CrisisEvent;

/// <summary>The measured uptake of offers, of 100 offered, by state: plans overbook by it.</summary>
[StoredAs("uptake-measured")]
public sealed record UptakeMeasured(ImmutableSortedDictionary<TenantId, int> Percent, Actor By, DateTimeOffset At) : CrisisEvent;

[StoredAs("crisis-ended")]
public sealed record CrisisEnded(Actor By, DateTimeOffset At) : CrisisEvent;

/// <summary>The days for which data of the crisis are kept are over: its households are forgotten from here on.</summary>
[StoredAs("crisis-retention-ended")]
public sealed record CrisisRetentionEnded(int Days, Actor By, DateTimeOffset At) : CrisisEvent;

public enum OverlayKind
{
    /// <summary>Routing asks nobody first: help first, tell afterwards.</summary>
    HelpFirst,

    /// <summary>No fees are charged to people in the area.</summary>
    FeesWaived,

    /// <summary>Data of the crisis are kept this many days after its end, and then erased.</summary>
    RetentionDays,

    /// <summary>Of 100 of every fee, this many are charged to people in the area.</summary>
    FeesPercent,

    /// <summary>People in the area are sent to posts of the lead states and the joint team before all others.</summary>
    TeamFirst,
}

/// <param name="Value">Days or percent, where the kind counts them; 0 takes the overlay away.</param>
public sealed record CrisisOverlay(OverlayKind Kind, int Value);

public enum RouteStatus
{
    Open,
    Restricted,
    Closed,
}
