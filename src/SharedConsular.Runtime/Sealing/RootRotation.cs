namespace SharedConsular.Runtime;

/// <summary>A kind of kept document that is a key wrapped by the root key.</summary>
/// <param name="ContextOf">From its id, the context it was wrapped in.</param>
public sealed record RootWrappedKind(string Kind, Func<string, string> ContextOf);

/// <summary>
/// Puts another root key in the place of the one in use. All that the root key wraps is wrapped anew in one transaction,
/// so that a process that dies leaves it under the old key or under the new one, and both are known until it is over.
/// </summary>
public sealed class RootRotation(IKeyStore store, RootKeyring root, IEnumerable<RootWrappedKind> kinds) : IDisposable
{
    /// <summary>A key that was wrapped just before the change may be stored just after it; the next pass finds it.</summary>
    private const int PassesMax = 100;

    private readonly Dictionary<string, Func<string, string>> _contexts = kinds.ToDictionary(k => k.Kind, k => k.ContextOf, StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Rotates, or carries a rotation to its end that was broken off; returns how many keys were wrapped anew.</summary>
    /// <exception cref="IOException">The place of the root key has no next one.</exception>
    public async Task<int> Rotate(CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            root.Begin();
            var count = 0;
            for (var i = 0; i < PassesMax; i++)
            {
                var wrapped = await store.RewrapByRoot(_contexts.Keys, Rewrap, ct).ConfigureAwait(false);
                count += wrapped;
                if (wrapped == 0)
                {
                    break;
                }
            }

            root.Finish();

            return count;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>At the start: a rotation that was begun is carried to its end before anything else is done.</summary>
    public async Task<int> Resume(CancellationToken ct) => root.IsUnfinished ? await Rotate(ct).ConfigureAwait(false) : 0;

    public void Dispose() => _turn.Dispose();

    private byte[]? Rewrap(RootWrapped key) => root.WrapByNext(
        key.Wrapped.Span, key.Kind is null ? KeyRing.ContextOf(TenantId.Get(key.Id), key.Version) : _contexts[key.Kind](key.Id));
}
