namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<MessagesResponse>> ListMessages(string reference, string? cursor, int? limit, CancellationToken ct) =>
        Get<MessagesResponse>(Query($"cases/{Path(reference)}/messages", ("cursor", cursor), ("limit", limit)), ct);

    public Task<Answer<MessagesResponse>> ListHouseholdMessages(string reference, string? cursor, int? limit, CancellationToken ct) =>
        Get<MessagesResponse>(Query($"households/{Path(reference)}/messages", ("cursor", cursor), ("limit", limit)), ct);
}
