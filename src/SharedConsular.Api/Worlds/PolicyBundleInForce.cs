using SharedConsular.Policies;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Worlds;

/// <summary>The policy files in force, as objects and as the bytes they were read from.</summary>
internal sealed class PolicyBundleInForce
{
    public const string BundleKind = "policy-bundle";

    private PolicyLoad? _load;
    private byte[]? _bundle;

    public PolicySet Set => _load?.Set ?? throw new InvalidOperationException("No policies are in force yet.");

    public IReadOnlyDictionary<string, byte[]> Files => _load!.Files;

    public byte[] Bundle => _bundle ??= PolicyBundle.Pack(Files);

    /// <summary>
    /// Puts the files found in force, or, when one of them has an error or a case beside them does not
    /// hold, keeps those that were in force before. Files that were in force already are not tried again.
    /// </summary>
    /// <returns>What is wrong with the files found; empty when they are in force.</returns>
    /// <exception cref="PoliciesRefusedException">The files have errors and none were ever in force.</exception>
    public async Task<IReadOnlyList<PolicyFault>> PutInForce(PolicyLoad load, EntityRuntime entities, IEventStore store, CancellationToken ct)
    {
        var before = await entities.Find(PolicyAdoption.Type, PolicyAdoption.Key, ct);
        var failing = load.Set?.Version == before?.State.Version ? [] : load.RunTests();
        if (load.Set is { } set && failing.IsEmpty)
        {
            _load = load;
            await entities.Execute(PolicyAdoption.Type, PolicyAdoption.Key, new AdoptPolicies(set.Version), Caller.System, null, null, ct);
            return [];
        }

        var errors = load.Faults.Where(f => f.Level is PolicyFaultLevel.Error).Concat(failing).ToList();
        var kept = before?.State.Version is { } version ? await store.FindKept(BundleKind, version, ct) : null;
        _load = kept is { } bytes ? PolicyFiles.Read(PolicyBundle.Unpack(bytes.ToArray())) : null;

        return _load?.Set is not null ? errors : throw new PoliciesRefusedException(errors);
    }
}

/// <summary>The policy files have errors, and there are none from before to go on with.</summary>
internal sealed class PoliciesRefusedException(IReadOnlyList<PolicyFault> faults)
    : Exception("The policy files are refused:\n" + string.Join('\n', faults.Take(20)));
