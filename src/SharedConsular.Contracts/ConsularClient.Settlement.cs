namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<StatementResponse>> GetStatement(string crisis, CancellationToken ct) =>
        Get<StatementResponse>(Query($"crises/{Path(crisis)}/statement"), ct);
}
