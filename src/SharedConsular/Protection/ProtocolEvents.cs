using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Protection;

public enum ProtocolStepOutcome
{
    Open,
    Done,

    /// <summary>It does not fit this person; a reason says why.</summary>
    NotApplicable,
}

/// <summary>A protocol begins to run on a case, with the times of its steps.</summary>
/// <param name="Version">Of the protocol, as it was then; a later one changes nothing in this case.</param>
/// <param name="Protects">The case is a protection file from now on.</param>
[StoredAs("case-protocol-started")]
public sealed record ProtocolStarted(
    string Protocol, int Version, bool Protects, ImmutableArray<ProtocolStepDue> Steps, Actor By, DateTimeOffset At) : CaseEvent
{
    public ImmutableArray<ProtocolStepDue> Steps { get; init; } = Steps.OrEmpty();
}

/// <param name="Number">Counts the steps of a case over all its protocols; its clock is called by it and tells nobody what it is about.</param>
public sealed record ProtocolStepDue(int Number, string Step, bool Certified, DateTimeOffset? DueAt);

[StoredAs("case-protocol-step-settled")]
public sealed record ProtocolStepSettled(
    string Protocol, string Step, ProtocolStepOutcome Outcome, [Personal] string? Reason, Actor By, DateTimeOffset At) : CaseEvent;

/// <summary>A protocol as it runs on a case.</summary>
public sealed record CaseProtocol(string Protocol, int Version, bool Protects, DateTimeOffset StartedAt, ImmutableArray<CaseProtocolStep> Steps)
{
    public ImmutableArray<CaseProtocolStep> Steps { get; init; } = Steps.OrEmpty();

    public CaseProtocolStep? Find(string step) => Steps.FirstOrDefault(s => s.Step == step);
}

public sealed record CaseProtocolStep(
    int Number, string Step, bool Certified, DateTimeOffset? DueAt, ProtocolStepOutcome Outcome = ProtocolStepOutcome.Open,
    [Personal] string? Reason = null, Actor? By = null, DateTimeOffset? At = null)
{
    internal string ClockName => CaseClock.OfProtocolStep(Number);
}
