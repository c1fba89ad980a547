using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Handovers;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Access;

public sealed class PersonConsentTests
{
    private static readonly RecordPersonConsent NotGermany = new(ConsentPurpose.Handover, De, Given: false, "By telephone");
    private static readonly OverrideConsent Danger = new(ConsentPurpose.Handover, De, "Her life is in danger", "VCCR article 36");

    [Fact]
    public void A_party_whose_consent_was_withdrawn_is_not_offered_the_case() =>
        InHand().When(NotGermany).When(OfferToGermany).ThenRefused(AccessRefusals.ConsentWithdrawn);

    [Fact]
    public void Nor_is_it_asked() =>
        InHand().When(NotGermany with { Purpose = ConsentPurpose.Consultation, Recipient = Ee }).When(Ask).ThenRefused(AccessRefusals.ConsentWithdrawn);

    [Fact]
    public void Consent_binds_for_its_purpose_and_its_recipient_only()
    {
        InHand().When(NotGermany with { Purpose = ConsentPurpose.Consultation }).When(OfferToGermany).ThenOne<HandoverOffered>();
        InHand().When(NotGermany with { Recipient = Au }).When(OfferToGermany).ThenOne<HandoverOffered>();
    }

    [Fact]
    public void The_last_answer_counts()
    {
        InHand().When(NotGermany).When(NotGermany with { Given = true }).When(OfferToGermany).ThenOne<HandoverOffered>();
        InHand().When(NotGermany).As(Supervisor).When(Danger).As(Officer).When(OfferToGermany).ThenOne<HandoverOffered>();
        InHand().When(NotGermany).As(Supervisor).When(Danger).As(Applicant).When(NotGermany).As(Officer).When(OfferToGermany)
            .ThenRefused(AccessRefusals.ConsentWithdrawn);
    }

    [Fact]
    public void The_person_says_it_herself_and_an_officer_says_how_she_did()
    {
        InHand().As(Applicant).When(NotGermany with { How = null }).ThenOne<PersonConsentRecorded>();
        InHand().When(NotGermany with { How = null }).ThenRefused(AccessRefusals.ConsentHowMissing);
        InHand().As(OwnOfficer).When(NotGermany).ThenRefused(CaseRefusals.NotForYou);
    }

    [Fact]
    public void Only_a_supervisor_of_the_owner_overrides_and_only_what_was_withdrawn()
    {
        InHand().When(NotGermany).When(Danger).ThenRefused(CaseRefusals.NotForThisRole);
        InHand().As(Supervisor).When(Danger).ThenRefused(AccessRefusals.NothingToOverride);
    }

    [Fact]
    public void Every_answer_is_kept() =>
        Assert.Equal(
            [ConsentState.Withdrawn, ConsentState.Overridden, ConsentState.Given],
            InHand().When(NotGermany).As(Supervisor).When(Danger).As(Applicant).When(NotGermany with { Given = true }).State.Consents.Select(c => c.State));
}
