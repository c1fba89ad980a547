using System.Collections.Concurrent;
using System.Security.Cryptography;
using SharedConsular.Api.Requests;
using SharedConsular.Boarding;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Boarding;

/// <summary>
/// The keys that sign boarding tokens: one per crisis and day, made when it is first needed and kept wrapped by the root key.
/// Who steals a day's key opens the gates of one crisis for two weeks, and no others.
/// </summary>
internal sealed class BoardingKeys(IKeptDocuments documents, IRootKey root, TimeProvider time) : IDisposable
{
    private const string Kind = "boarding-key";
    private const int KeysCachedMax = 1_000;

    private readonly ConcurrentDictionary<string, ECDsa> _keys = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The token that <paramref name="compose"/> makes for a key, signed with that of today.</summary>
    public async Task<string> Sign(string crisis, Func<uint, BoardingToken> compose, CancellationToken ct)
    {
        var key = await GetToday(crisis, ct);
        lock (key)
        {
            var signed = compose(BoardingKeyList.IdOf(key.ExportSubjectPublicKeyInfo())).ToSigned();

            return BoardingToken.Write(signed, key.SignData(signed, HashAlgorithmName.SHA256));
        }
    }

    /// <summary>The public keys of which tokens may still be about, newest first.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, byte[] PublicKey)>> List(string crisis, CancellationToken ct)
    {
        var today = time.Today();
        var keys = new List<(DateOnly, byte[])>();
        for (var day = today; day > today.AddDays(-BoardingKeyList.DaysMax); day = day.AddDays(-1))
        {
            if (await Find(crisis, day, ct) is { } key)
            {
                lock (key)
                {
                    keys.Add((day, key.ExportSubjectPublicKeyInfo()));
                }
            }
        }

        return keys;
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        _turn.Dispose();
    }

    private async Task<ECDsa> GetToday(string crisis, CancellationToken ct)
    {
        var today = time.Today();
        if (await Find(crisis, today, ct) is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(ct);
        try
        {
            return await Find(crisis, today, ct) ?? await Make(crisis, today, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<ECDsa?> Find(string crisis, DateOnly day, CancellationToken ct)
    {
        var id = IdOf(crisis, day);
        if (_keys.TryGetValue(id, out var known))
        {
            return known;
        }

        if (await documents.FindKept(Kind, id, ct) is not { } wrapped)
        {
            return null;
        }

        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(root.Unwrap(wrapped.Span, ContextOf(id)), out _);

        return Remember(id, key);
    }

    private async Task<ECDsa> Make(string crisis, DateOnly day, CancellationToken ct)
    {
        var id = IdOf(crisis, day);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            await documents.Keep(Kind, id, root.Wrap(key.ExportPkcs8PrivateKey(), ContextOf(id)), ct);

            return Remember(id, key);
        }
        catch (InvalidOperationException)
        {
            // Another node was first; its key counts.
            key.Dispose();

            return (await Find(crisis, day, ct))!;
        }
    }

    private ECDsa Remember(string id, ECDsa key)
    {
        if (_keys.Count >= KeysCachedMax)
        {
            _keys.Clear(); // Whoever still signs with one holds it; it is closed when nobody does.
        }

        return _keys.GetOrAdd(id, key);
    }

    private static string IdOf(string crisis, DateOnly day) => $"{crisis}/{Words.OfDay(day)}";

    private static string ContextOf(string id) => $"{Kind}/{id}";
}
