using System.Collections.Immutable;
using SharedConsular.Tenants;

namespace SharedConsular.Agreements;

/// <summary>A legal condition that must hold before a party may act.</summary>
public enum GateKind
{
    /// <summary>Receiving state consents: outside the district (VCCR 6), one officer for two states (18), a new office (4). Silence is no.</summary>
    G1Consent,

    /// <summary>Notice to the states concerned; a post in one state acts in another (VCCR 7). Silence is yes, an express objection is no.</summary>
    G2NoticeToAct,

    /// <summary>Notice to the receiving state; a post acts for a third state (VCCR 8). Silence is yes, an objection is no.</summary>
    G3NoticeForThirdState,

    /// <summary>Prior consent of the receiving state to a protecting power or temporary protection (VCDR 45(c), 46; VCCR 27). Silence is no.</summary>
    G4PriorConsent,

    /// <summary>The assisted state has agreed, by standing agreement or in this case. Silence is no.</summary>
    G5Mandate,

    /// <summary>The person does not object (VCCR 36(1)(c)) and agrees where family, health or whereabouts are told.</summary>
    G6PersonConsent,

    /// <summary>The person fears the own state or seeks asylum: no contact with it.</summary>
    G7ProtectionBar,

    /// <summary>The law of the receiving state does not prohibit the act, and it has not objected (VCCR 5(f), 5(m)).</summary>
    G8LocalLaw,
}

/// <summary>How a gate stands: what was asked, told or answered, for which receiving states and since when.</summary>
/// <param name="Places">The receiving states it stands for; empty means everywhere.</param>
/// <param name="Holders">The parties whose gate it is (assisting for G1-G4, assisted for G5); empty means all.</param>
/// <param name="Channel">How it was told, for example a note verbale, and the proof of receipt.</param>
/// <param name="WaitingDays">Days after the notice before acting; usually none.</param>
public sealed record GateRecord(
    GateKind Gate,
    GateAnswer Answer,
    Period Period,
    ImmutableArray<TenantId> Places,
    ImmutableArray<TenantId> Holders,
    string Channel,
    int WaitingDays,
    Confidence Basis)
{
    /// <summary>For an objection that is partial: the services it strikes; empty means all.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    public bool StandsFor(TenantId holder, TenantId place, string service, DateOnly on) =>
        Period.Contains(on)
        && (Places.IsEmpty || Places.Contains(place))
        && (Holders.IsEmpty || Holders.Contains(holder))
        && (Services.IsEmpty || Services.Contains(service));
}

public enum GateAnswer
{
    /// <summary>The notice was given.</summary>
    Notified,

    /// <summary>The state that is asked said yes.</summary>
    Consented,

    /// <summary>The state that is asked said no; ends new cases at once.</summary>
    Objected,
}
