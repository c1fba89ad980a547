namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<ContingencyPlanResponse>> KeepContingencyPlan(string id, KeepContingencyPlanRequest request, CancellationToken ct) =>
        Put<ContingencyPlanResponse>($"contingency-plans/{Path(id)}", request, null, ct);

    public Task<Answer<Page<ContingencyPlanLineResponse>>> ListContingencyPlans(bool? overdue, string? cursor, CancellationToken ct) =>
        Get<Page<ContingencyPlanLineResponse>>(Query("contingency-plans", ("overdue", overdue is true ? "true" : null), ("cursor", cursor)), ct);

    public Task<Answer<AfterActionResponse>> GetAfterAction(string crisis, CancellationToken ct) =>
        Get<AfterActionResponse>(Query($"crises/{Path(crisis)}/after-action"), ct);

    public Task<Answer<AfterActionResponse>> MakeRecommendation(string crisis, MakeRecommendationRequest request, CancellationToken ct) =>
        Post<AfterActionResponse>($"crises/{Path(crisis)}/recommendations", request, null, ct);
}
