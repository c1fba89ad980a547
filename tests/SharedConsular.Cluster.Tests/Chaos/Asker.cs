using SharedConsular.Contracts;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>People who ask through the gateway, by the product's own client, until they are answered.</summary>
/// <param name="gateway">Where.</param>
/// <param name="history">Where every request and answer is written down.</param>
/// <param name="answerMax">After how long an answer is given up.</param>
internal sealed class Asker(Uri gateway, History history, TimeSpan answerMax) : IDisposable
{
    /// <summary>Whoever sends one request so often for nothing is right to give up.</summary>
    private const int AttemptsMax = 400;

    private readonly HttpClient _http = new(new Recorder(history, answerMax)) { BaseAddress = gateway, Timeout = Timeout.InfiniteTimeSpan };

    public History History { get; } = history;

    public ConsularClient Nobody => field ??= new ConsularClient(_http, attemptsMax: AttemptsMax);

    /// <summary>Somebody of a party, signed in.</summary>
    public async Task<Member> SignIn(string party, string role, string user, CancellationToken ct)
    {
        var token = (await Nobody.IssueToken(new TokenRequest(party, role, user), ct)).Value.Token;

        return new Member(this, party, token);
    }

    /// <summary>Gives a command and writes down what came of it.</summary>
    /// <param name="entity">Null where the answer names it.</param>
    /// <returns>Null when it was refused.</returns>
    public async Task<T?> Do<T>(
        string kind, string? entity, string party, Func<ConsularClient, SendOptions, CancellationToken, Task<Answer<T>>> send, Func<T, string> entityOf,
        string? token, CancellationToken ct, bool alone = true)
        where T : class
    {
        var (key, askedAt) = ($"chaos-{Guid.NewGuid():N}", TimeProvider.System.GetUtcNow());
        try
        {
            var answer = await send(Nobody.As(token), new SendOptions(key), ct);
            var named = entity ?? entityOf(answer.Value);
            History.Add(new Deed(kind, named, party, key, askedAt, TimeProvider.System.GetUtcNow(), null, VersionOf(answer), alone)
            {
                Again = async (server, stop) =>
                {
                    var again = await send(server.As(token), new SendOptions(key), stop);

                    return (entity ?? entityOf(again.Value), VersionOf(again));
                },
            });

            return answer.Value;
        }
        catch (ConsularProblemException refused)
        {
            if ((int)refused.Status >= 500)
            {
                History.Surprise($"{kind} of {entity ?? "a new one"} was answered {(int)refused.Status} {refused.Problem.Code} in the end: {refused.Message}");
            }

            History.Add(new Deed(kind, entity ?? "", party, key, askedAt, TimeProvider.System.GetUtcNow(), refused.Problem.Code ?? "?", null, alone));

            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static long? VersionOf<T>(Answer<T> answer) =>
        answer.ETag is { } tag && long.TryParse(tag.Trim('W', '/', '"'), out var version) ? version : null;
}

/// <summary>Somebody signed in.</summary>
internal sealed record Member(Asker Asker, string Party, string Token)
{
    public Task<CaseResponse?> Do(
        string kind, string? reference, Func<ConsularClient, SendOptions, CancellationToken, Task<Answer<CaseResponse>>> send, CancellationToken ct,
        bool alone = true) => Asker.Do(kind, reference, Party, send, c => c.Reference, Token, ct, alone);

    public Task<MovementResponse?> DoMovement(
        string kind, string? name, Func<ConsularClient, CancellationToken, Task<Answer<MovementResponse>>> send, CancellationToken ct) =>
        Asker.Do(kind, name, Party, (c, _, stop) => send(c, stop), m => m.Name, Token, ct);
}
