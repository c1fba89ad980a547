using System.Collections.Immutable;

namespace SharedConsular.Crises;

/// <summary>What everybody does from now on. Decisions name the number they follow.</summary>
public sealed record GiveInstruction(string Text, ImmutableArray<TenantId> MustAcknowledge) : CrisisCommand
{
    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        crisis.Instructions.Length >= Crisis.InstructionsMax ? CrisisRefusals.TooManyInstructions.With($"{Crisis.InstructionsMax}")
        : MustAcknowledge.Any(p => !crisis.IsOfJointTeam(p)) ? CrisisRefusals.NotOfTheTeam
        : new InstructionGiven(crisis.Instructions.Length + 1, Text, MustAcknowledge, By(context), context.Now);
}

/// <summary>An officer of the joint team has read an instruction.</summary>
public sealed record AcknowledgeInstruction(int Number) : CrisisCommand
{
    private protected override bool IsForTeam => true;

    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        crisis.Instructions.FirstOrDefault(i => i.Number == Number) is not { } instruction ? CrisisRefusals.NoSuchInstruction
        : instruction.ReadBy.Contains(By(context)) ? Decision.NoChange<CrisisEvent>()
        : new InstructionAcknowledged(Number, By(context), context.Now);
}

public sealed record SetOverlay(CrisisOverlay Overlay) : CrisisCommand
{
    private const int DaysMax = 3_660;

    /// <summary>A crisis makes nothing dearer.</summary>
    private const int PercentMax = 100;

    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        Overlay.Value is < 0 or > DaysMax || (Overlay is { Kind: OverlayKind.FeesPercent, Value: > PercentMax }) ? CrisisRefusals.OverlayOutOfRange
        : crisis.Overlays.GetValueOrDefault(Overlay.Kind) == Overlay.Value ? Decision.NoChange<CrisisEvent>()
        : new CrisisOverlaySet(Overlay, By(context), context.Now);
}

/// <summary>A road, border or corridor is open, restricted or closed, as seen by somebody of the joint team.</summary>
public sealed record ReportRoute(string From, string To, RouteStatus Status, string? Note) : CrisisCommand
{
    private protected override bool IsForTeam => true;

    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        From == To || (crisis.Routes.Length >= Crisis.RoutesMax && crisis.Routes.All(r => r.From != From || r.To != To))
            ? CrisisRefusals.RouteUnusable.With($"{Crisis.RoutesMax}")
        : crisis.Routes.Any(r => r.From == From && r.To == To && r.Status == Status && r.Note == Note) ? Decision.NoChange<CrisisEvent>()
        : new RouteReported(From, To, Status, Note, By(context), context.Now);
}

/// <summary>What those who travel a route must know of it.</summary>
/// <param name="IsShut">Nobody passes.</param>
public sealed record RouteMessage(string Crisis, string From, string To, bool IsShut)
{
    internal static RouteMessage Of(string crisis, RouteReported route) => new(crisis, route.From, route.To, route.Status is RouteStatus.Closed);
}
