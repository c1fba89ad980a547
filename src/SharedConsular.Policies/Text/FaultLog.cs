using System.Collections.Immutable;

namespace SharedConsular.Policies.Text;

/// <summary>The faults of one file, in the order they were met.</summary>
internal sealed class FaultLog(string file)
{
    /// <summary>After so many the file is hopeless, and the list no longer helps whoever repairs it.</summary>
    private const int FaultsMax = 200;

    private readonly ImmutableArray<PolicyFault>.Builder _faults = ImmutableArray.CreateBuilder<PolicyFault>();

    public string File => file;

    public bool HasErrors { get; private set; }

    public ImmutableArray<PolicyFault> Faults => _faults.ToImmutable();

    public void Error(string code, int line, string message)
    {
        HasErrors = true;
        Add(PolicyFaultLevel.Error, code, line, message);
    }

    public void Warning(string code, int line, string message) => Add(PolicyFaultLevel.Warning, code, line, message);

    private void Add(PolicyFaultLevel level, string code, int line, string message)
    {
        if (_faults.Count < FaultsMax)
        {
            _faults.Add(new PolicyFault(level, code, file, line, message));
        }
    }
}
