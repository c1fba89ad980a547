using System.Collections.Concurrent;
using SharedConsular.Contracts;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>What was asked of the installation and what it answered, as the askers saw it.</summary>
internal sealed class History
{
    private readonly ConcurrentQueue<Deed> _deeds = new();
    private readonly ConcurrentQueue<Attempt> _attempts = new();
    private readonly ConcurrentQueue<string> _surprises = new();
    private long _lastAskedTicks;

    /// <summary>Every command, once, with the answer it got in the end.</summary>
    public IReadOnlyCollection<Deed> Deeds => _deeds;

    /// <summary>Every request that was sent.</summary>
    public IReadOnlyCollection<Attempt> Attempts => _attempts;

    /// <summary>What should not have happened to an asker.</summary>
    public IReadOnlyCollection<string> Surprises => _surprises;

    public int Acknowledged => _deeds.Count(d => d.IsAcknowledged);

    /// <summary>When the command was given that was given last of those acknowledged so far.</summary>
    public DateTimeOffset LastAcknowledgedWasAskedAt => new(Interlocked.Read(ref _lastAskedTicks), TimeSpan.Zero);

    public void Add(Deed deed)
    {
        _deeds.Enqueue(deed);
        if (deed.IsAcknowledged && deed.AskedAt.Ticks > Interlocked.Read(ref _lastAskedTicks))
        {
            Interlocked.Exchange(ref _lastAskedTicks, deed.AskedAt.UtcTicks);
        }
    }

    public void Add(Attempt attempt) => _attempts.Enqueue(attempt);

    public void Surprise(string what) => _surprises.Enqueue(what);
}

/// <summary>One command.</summary>
/// <param name="Kind">Which command, by the stored name of the event that it makes.</param>
/// <param name="Entity">The reference of what it was given to; of what it made, if it made it.</param>
/// <param name="Party">Whose it was.</param>
/// <param name="Refusal">Why not; null when it was acknowledged.</param>
/// <param name="Version">Of the entity, as the answer says; null where it does not.</param>
/// <param name="Alone">Whether nobody else gave the entity commands meanwhile, so that its events come in the order of the answers.</param>
internal sealed record Deed(
    string Kind, string Entity, string Party, string Key, DateTimeOffset AskedAt, DateTimeOffset AnsweredAt, string? Refusal, long? Version, bool Alone = true)
{
    public bool IsAcknowledged => Refusal is null;

    /// <summary>The same request again, by the same caller and with the same key, to a server of one's choice: what it made, in which version.</summary>
    public Func<ConsularClient, CancellationToken, Task<(string Entity, long? Version)>>? Again { get; init; }
}

/// <param name="Outcome">The status, or how it failed.</param>
internal sealed record Attempt(DateTimeOffset SentAt, DateTimeOffset EndedAt, string Method, string Path, string? Key, string Outcome)
{
    public bool IsLost => !char.IsAsciiDigit(Outcome[0]);

    /// <summary>Whether the installation had no answer to give.</summary>
    public bool IsTurnedAway => IsLost || Outcome[0] == '5' || Outcome == "429";
}

/// <summary>Writes every request and answer down. Whoever is not answered in time has lost the answer, and asks again.</summary>
internal sealed class Recorder(History history, TimeSpan answerMax) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sentAt = TimeProvider.System.GetUtcNow();
        using var late = new CancellationTokenSource(answerMax, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var response = await base.SendAsync(request, either.Token);
            await response.Content.LoadIntoBufferAsync(either.Token);
            Write(request, sentAt, $"{(int)response.StatusCode}");

            return response;
        }
        catch (Exception ex) when (ex is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Write(request, sentAt, ex.GetType().Name);

            throw new HttpRequestException("The answer was lost.", ex);
        }
    }

    private void Write(HttpRequestMessage request, DateTimeOffset sentAt, string outcome) => history.Add(new Attempt(
        sentAt, TimeProvider.System.GetUtcNow(), request.Method.Method, request.RequestUri!.AbsolutePath,
        request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null, outcome));
}
