using SharedConsular.Cases;

namespace SharedConsular.Access;

/// <summary>What the person lets another party take part for.</summary>
public enum ConsentPurpose
{
    /// <summary>That the case is offered to the party, and so shown to it.</summary>
    Handover,

    /// <summary>That the party is asked about the person.</summary>
    Consultation,
}

public enum ConsentState
{
    Given,
    Withdrawn,

    /// <summary>Withdrawn, and a supervisor put a legal basis above it.</summary>
    Overridden,
}

/// <summary>One answer about consent; the last one for a purpose and a recipient counts.</summary>
/// <param name="Note">How the person said so, or why a supervisor overrode her.</param>
public sealed record PersonConsent(
    ConsentPurpose Purpose, TenantId Recipient, ConsentState State, [Personal] string? Note, [Personal] string? LegalBasis, Actor By, DateTimeOffset At);

/// <summary>The person says, or said to an officer, whether a party may take part for a purpose.</summary>
/// <param name="How">How an officer heard it; not needed from the person herself.</param>
public sealed record RecordPersonConsent(ConsentPurpose Purpose, TenantId Recipient, bool Given, string? How) : CaseCommand
{
    /// <summary>Answers kept with one case; a person changes her mind less often.</summary>
    public const int ConsentsMax = 100;

    public override CaseAction Action => CaseAction.RecordConsent;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.FindConsent(Purpose, Recipient)?.State == (Given ? ConsentState.Given : ConsentState.Withdrawn);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        context.Caller.Role is not Role.National && How is null ? AccessRefusals.ConsentHowMissing
        : @case.Consents.Length >= ConsentsMax ? AccessRefusals.TooManyConsents.With($"{ConsentsMax}")
        : new PersonConsentRecorded(Purpose, Recipient, Given, How, Actor.Of(context.Caller), context.Now);
}

/// <summary>A supervisor lets a party take part although the person withdrew her consent, on a legal basis that is kept.</summary>
public sealed record OverrideConsent(ConsentPurpose Purpose, TenantId Recipient, string Reason, string LegalBasis) : CaseCommand
{
    public override CaseAction Action => CaseAction.OverrideConsent;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.FindConsent(Purpose, Recipient)?.State is ConsentState.Overridden;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        @case.IsConsentWithdrawn(Purpose, Recipient)
            ? new PersonConsentOverridden(Purpose, Recipient, Reason, LegalBasis, Actor.Of(context.Caller), context.Now)
            : AccessRefusals.NothingToOverride;
}
