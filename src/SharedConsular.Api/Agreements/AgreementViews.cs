using SharedConsular.Agreements;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Agreements;

/// <summary>Agreements as they are shown: the instrument, and what was recorded about it since.</summary>
internal static class AgreementViews
{
    public static AgreementSummary Summary(Agreement agreement, DateOnly today) => new(
        agreement.Id, agreement.Version, agreement.Title, Words.Of(agreement.Kind), Ids(agreement.Assisting), Ids(agreement.Assisted),
        agreement.HoldsOn(today), agreement.InForce.From, agreement.InForce.To, Words.Of(agreement.Basis));

    public static AgreementResponse Whole(Agreement agreement, DateOnly today) => new(
        agreement.Id,
        agreement.Version,
        agreement.Title,
        Words.Of(agreement.Kind),
        Ids(agreement.Assisting),
        Ids(agreement.Assisted),
        Words.Of(agreement.Scope),
        [.. agreement.Places.Select(p => new ListedPlaceResponse(
            p.Assisting.Value, p.Assisted.Value, p.Place.Value, p.City, p.WithinKm, Words.Of(p.Basis)))],
        [.. agreement.Services.Select(s => new ServicePowersResponse(s.Service, Flags(s.Powers)))],
        agreement.Excluded,
        Flags(agreement.Persons),
        agreement.StandingMandate,
        Words.Of(agreement.Unrepresented),
        [.. agreement.Requires.Select(g => Words.Of(g))],
        [.. agreement.Gates.Select(Gate)],
        Consultation(agreement.Consultation),
        new CostResponse(Words.Of(agreement.Cost.Rule), agreement.Cost.Reference, agreement.Cost.ClaimWithinMonths),
        new DataTermsResponse(
            agreement.Data.Controller, agreement.Data.KeepAssistingDays, agreement.Data.KeepAssistedDays, agreement.Data.Reference),
        new ExitTermsResponse(
            agreement.Exit.NoticeDays, Words.Of(agreement.Exit.OpenCases), Words.Of(agreement.Exit.UrgentCases), agreement.Exit.Reference),
        agreement.InForce.From,
        agreement.InForce.To,
        [.. agreement.Suspensions.Select(s => new SuspensionResponse(s.From, s.To))],
        agreement.HoldsOn(today),
        [.. agreement.Articles.Select(a => new ArticleResponse(a.Reference, a.Rule))],
        Words.Of(agreement.Basis),
        agreement.Source);

    private static GateRecordResponse Gate(GateRecord gate) => new(
        Words.Of(gate.Gate), Words.Of(gate.Answer), gate.Period.From, gate.Period.To, Ids(gate.Places), Ids(gate.Holders),
        gate.Services, gate.Channel, Words.Of(gate.Basis));

    private static ConsultationResponse Consultation(Consultation consultation) => new(
        Words.Of(consultation.Before), consultation.AskWithinDays, consultation.AnswerWithinDays, consultation.CompleteWithinDays,
        consultation.TellWithinHours, consultation.ActFirst, consultation.Reference);

    private static List<string> Ids(IEnumerable<TenantId> tenants) => [.. tenants.Select(t => t.Value)];

    private static List<string> Flags<T>(T flags)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>()
            .Where(f => int.IsPow2(Convert.ToInt32(f, null)) && flags.HasFlag(f))
            .Select(f => Words.Of(f))];
}
