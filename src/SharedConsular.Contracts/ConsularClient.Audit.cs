namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<Page<ReadResponse>>> ListReads(ReadsFilter filter, CancellationToken ct) =>
        Get<Page<ReadResponse>>(
            Query(
                "audit/reads", ("case", filter.Case), ("party", filter.Party), ("user", filter.User), ("rule", filter.Rule),
                ("from", Moment(filter.From)), ("to", Moment(filter.To)), ("cursor", filter.Cursor), ("limit", filter.Limit)),
            ct);

    public Task<Answer<Page<ReadResponse>>> ListReadsOfCase(string reference, string? cursor, int? limit, CancellationToken ct) =>
        Get<Page<ReadResponse>>(Query($"cases/{Path(reference)}/reads", ("cursor", cursor), ("limit", limit)), ct);

    /// <summary>By the secret, or as an officer of the party that keeps the record when it is left out.</summary>
    public Task<Answer<Page<ReadResponse>>> ListReadsOfHousehold(string reference, string? secret, string? cursor, int? limit, CancellationToken ct) =>
        Send<Page<ReadResponse>>(
            new Sending(HttpMethod.Post, Query($"households/{Path(reference)}/reads", ("cursor", cursor), ("limit", limit)))
            {
                Body = new HouseholdSecretRequest(secret),
            },
            ct);

    public Task<Answer<AuditBlocksResponse>> ListAuditBlocks(string? cursor, int? limit, CancellationToken ct) =>
        Get<AuditBlocksResponse>(Query("audit/blocks", ("cursor", cursor), ("limit", limit)), ct);

    /// <summary>Writes the sealed record of the caller's tenant to a stream as it comes, whole or the blocks sealed in a time.</summary>
    /// <exception cref="IOException">The connection broke off; what was written lacks its end.</exception>
    public async Task ExportAudit(Stream to, DateTimeOffset? from, DateTimeOffset? until, CancellationToken ct)
    {
        using var request = RequestOf(new Sending(HttpMethod.Get, Query("audit/export", ("from", Moment(from)), ("to", Moment(until)))));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new ConsularProblemException(
                response.StatusCode, ProblemOf(response, await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false)));
        }

        await response.Content.CopyToAsync(to, ct).ConfigureAwait(false);
    }

    private static string? Moment(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Which reads; all when nothing is said.</summary>
/// <param name="Party">The reader's party.</param>
/// <param name="User">The reader's login.</param>
/// <param name="To">Before this moment.</param>
public sealed record ReadsFilter(
    string? Case = null, string? Party = null, string? User = null, string? Rule = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
    string? Cursor = null, int? Limit = null);
