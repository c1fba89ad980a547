using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SharedConsular.Protection;

namespace SharedConsular.Cases;

/// <summary>The protocols that run on a case.</summary>
public sealed partial record Case
{
    public ImmutableArray<CaseProtocol> Protocols { get; init => field = value.OrEmpty(); } = [];

    [JsonIgnore]
    internal int ProtocolStepsCount => Protocols.Sum(p => p.Steps.Length);

    public CaseProtocol? FindProtocol(string id) => Protocols.FirstOrDefault(p => p.Protocol == id);

    private Case Begin(ProtocolStarted started) => this with
    {
        Protocols = Protocols.Add(new CaseProtocol(
            started.Protocol, started.Version, started.Protects, started.At,
            [.. started.Steps.Select(s => new CaseProtocolStep(s.Number, s.Step, s.Certified, s.DueAt))])),
        Clocks = started.Steps.Aggregate(
            Clocks, (clocks, step) => clocks.With(CaseClock.OfProtocolStep(step.Number), Owner, started.At, step.DueAt)),
    };

    private Case Settle(ProtocolStepSettled settled) => FindProtocol(settled.Protocol)?.Find(settled.Step) is not { } step ? this : this with
    {
        Protocols =
        [
            .. Protocols.Select(p => p.Protocol != settled.Protocol ? p : p with
            {
                Steps = p.Steps.Replace(
                    step, step with { Outcome = settled.Outcome, Reason = settled.Reason, By = settled.By, At = settled.At }),
            }),
        ],
        Clocks = Clocks.Without(step.ClockName),
    };
}
