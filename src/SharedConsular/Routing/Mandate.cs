using System.Collections.Frozen;
using System.Collections.Immutable;
using SharedConsular.Agreements;

namespace SharedConsular.Routing;

/// <summary>An agreement as the router reads it: look-ups instead of lists, and its legal bases made once.</summary>
internal sealed class Mandate
{
    private readonly FrozenDictionary<string, Powers> _powers;
    private readonly FrozenSet<TenantId> _assisted;
    private readonly FrozenSet<TenantId> _parties;
    private readonly FrozenSet<string> _excluded;

    public Mandate(Agreement agreement)
    {
        Agreement = agreement;
        _powers = agreement.Services.ToFrozenDictionary(s => s.Service, s => s.Powers);
        _assisted = agreement.Assisted.ToFrozenSet();
        _parties = agreement.Assisted.Concat(agreement.Assisting).ToFrozenSet();
        _excluded = agreement.Excluded.ToFrozenSet();
        Ground = new LegalBasis(agreement.Reference, null, "basis.instrument");
        Standing = new LegalBasis(agreement.Reference, GateKind.G5Mandate, "basis.g5.standing");
        Recorded = new LegalBasis(agreement.Reference, GateKind.G5Mandate, "basis.g5.recorded");
        Notified = new LegalBasis(agreement.Reference, GateKind.G3NoticeForThirdState, "basis.g3.notified");
        Consented = new LegalBasis(agreement.Reference, GateKind.G1Consent, "basis.g1.consented");
        ProtectionConsented = new LegalBasis(agreement.Reference, GateKind.G4PriorConsent, "basis.g4.consented");
        NoContact = new LegalBasis(agreement.Reference, GateKind.G7ProtectionBar, "basis.g7.no-contact");
    }

    public Agreement Agreement { get; }

    public LegalBasis Ground { get; }

    public LegalBasis Standing { get; }

    public LegalBasis Recorded { get; }

    public LegalBasis Notified { get; }

    public LegalBasis Consented { get; }

    public LegalBasis ProtectionConsented { get; }

    public LegalBasis NoContact { get; }

    public bool Assists(TenantId state) => _assisted.Contains(state);

    public bool IsParty(TenantId state) => _parties.Contains(state);

    public bool Excludes(string service) => _excluded.Contains(service);

    public Powers PowersFor(string service) => _powers.GetValueOrDefault(service);

    /// <summary>
    /// How a gate stands for a party in a place: the latest word of the state that is asked decides, and a notice counts
    /// only where that state said nothing. No party notifies an objection away.
    /// </summary>
    public GateRecord? StandingOf(GateKind gate, TenantId holder, TenantId place, string service, DateOnly on)
    {
        GateRecord? last = null;
        foreach (var record in Agreement.Gates)
        {
            if (record.Gate == gate && record.StandsFor(holder, place, service, on)
                && (last is null || Outweighs(record, last)))
            {
                last = record;
            }
        }

        return last;
    }

    private static bool Outweighs(GateRecord record, GateRecord other)
    {
        var isNotice = record.Answer is GateAnswer.Notified;
        var isOtherNotice = other.Answer is GateAnswer.Notified;

        return isNotice == isOtherNotice
            ? (record.Period.From ?? DateOnly.MinValue) >= (other.Period.From ?? DateOnly.MinValue)
            : isOtherNotice;
    }
}
