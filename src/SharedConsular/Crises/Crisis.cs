using System.Collections.Immutable;
using System.Diagnostics;
using SharedConsular.Cases;

namespace SharedConsular.Crises;

/// <summary>A declared emergency in an area, with a phase, lead states and rules of its own. Belongs to no state alone.</summary>
public sealed record Crisis
{
    public const string List = "crises";

    /// <summary>The list anybody may read: that there is a crisis, and where.</summary>
    public const string PublicViewer = "anybody";

    public const int NameLengthMax = 100;
    public const int IdLengthMax = 40;
    public const int PartiesMax = 60;
    public const int InstructionsMax = 1_000;
    public const int RoutesMax = 200;

    public static EntityType<Crisis, CrisisCommand, CrisisEvent> Type { get; } = new(
        Name: "crisis",
        Initial: new Crisis(),
        Decide: (crisis, command, context) => command.Decide(crisis, context),
        Evolve: (crisis, @event) => crisis.Evolve(@event))
    {
        Rows = (key, crisis) => crisis.IsDeclared
            ?
            [
                new ListRow(
                    PublicViewer, List, crisis.DeclaredAt.UtcTicks.ToString("D19", System.Globalization.CultureInfo.InvariantCulture),
                    [crisis.EndedAt is null ? "status:running" : "status:ended"], CrisisRow.Of(key.Id, crisis)),
            ]
            : [],
        Clocks = crisis => crisis.ForgetsAt is { } due ? [new Clock(RetentionClock, due)] : [],
        OnClock = _ => new EndCrisisRetention(),
        Messages = (key, _, @event) => @event switch
        {
            CrisisRetentionEnded => [new OutboxMessage(RetentionEnded, key.Id, new CrisisMessage(key.Id))],
            RouteReported route => [new OutboxMessage(RouteChanged, key.Id, RouteMessage.Of(key.Id, route))],
            _ => [],
        },
    };

    /// <summary>Told when the households of a crisis are to be forgotten.</summary>
    public const string RetentionEnded = "crisis.retention-ended";

    /// <summary>Told when somebody saw a route open, restricted or closed.</summary>
    public const string RouteChanged = "crisis.route-changed";

    private const string RetentionClock = "retention";

    public string Name { get; init; } = "";

    public CrisisArea Area { get; init; } = new([], [], null, null);

    public CrisisPhase Phase { get; init; }

    /// <summary>The first of them speaks for all.</summary>
    public ImmutableArray<TenantId> Leads { get; init; } = [];

    public ImmutableArray<TenantId> JointTeam { get; init; } = [];

    /// <summary>Everything is as in earnest, but no message leaves.</summary>
    public bool Exercise { get; init; }

    public ImmutableSortedDictionary<TenantId, int> Shares { get; init; } = ImmutableSortedDictionary<TenantId, int>.Empty;

    public ImmutableSortedDictionary<TenantId, int> UptakePercent { get; init; } = ImmutableSortedDictionary<TenantId, int>.Empty;

    public ImmutableArray<Instruction> Instructions { get; init; } = [];

    public ImmutableSortedDictionary<OverlayKind, int> Overlays { get; init; } = ImmutableSortedDictionary<OverlayKind, int>.Empty;

    /// <summary>Since when each overlay is as it is.</summary>
    public ImmutableSortedDictionary<OverlayKind, DateTimeOffset> OverlaysSince { get; init; } =
        ImmutableSortedDictionary<OverlayKind, DateTimeOffset>.Empty;

    public ImmutableArray<RouteReported> Routes { get; init; } = [];

    public DateTimeOffset DeclaredAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The households of this crisis were forgotten, or are being.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>When its households are to be forgotten; null while nobody said, while it runs, and afterwards.</summary>
    public DateTimeOffset? ForgetsAt => !IsForgotten && EndedAt is { } ended && Overlays.TryGetValue(OverlayKind.RetentionDays, out var days)
        ? ended.AddDays(days)
        : null;

    public bool IsDeclared => !Leads.IsEmpty;

    public bool IsRunning => IsDeclared && EndedAt is null;

    /// <summary>The number of the instruction in force; null when none was given.</summary>
    public int? InstructionInForce => Instructions.IsEmpty ? null : Instructions[^1].Number;

    public static EntityKey KeyOf(string id) => new(TenantId.Installation, Type.Name, id);

    /// <summary>Small letters, digits and hyphens, as it appears in addresses: <c>sudan-2023</c>.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 2 and <= IdLengthMax } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
        && text[0] is not '-' && text[^1] is not '-';

    public bool IsLead(TenantId party) => Leads.Contains(party);

    /// <summary>Whether a route was reported closed, and not open or restricted since.</summary>
    public bool IsShut(string from, string to) => Routes.Any(r => r.Status is RouteStatus.Closed && r.From == from && r.To == to);

    public bool IsOfJointTeam(TenantId party) => Leads.Contains(party) || JointTeam.Contains(party);

    private Crisis Evolve(CrisisEvent @event) => @event switch
    {
        CrisisDeclared declared => this with
        {
            Name = declared.Name,
            Area = declared.Area,
            Phase = declared.Phase,
            Leads = [declared.Lead],
            Exercise = declared.Exercise,
            DeclaredAt = declared.At,
        },
        CrisisAreaChanged changed => this with { Area = changed.Area },
        CrisisPhaseChanged changed => this with { Phase = changed.Phase },
        CrisisRolesAgreed agreed => this with { Leads = agreed.Leads, JointTeam = agreed.JointTeam },
        SeatSharesAgreed agreed => this with { Shares = agreed.Weights },
        UptakeMeasured measured => this with { UptakePercent = UptakePercent.SetItems(measured.Percent) },
        InstructionGiven given => this with
        {
            Instructions = Instructions.Add(new Instruction(given.Number, given.Text, given.MustAcknowledge, given.At, [])),
        },
        InstructionAcknowledged read => this with
        {
            Instructions = [.. Instructions.Select(i => i.Number == read.Number ? i with { ReadBy = i.ReadBy.Add(read.By) } : i)],
        },
        CrisisOverlaySet set => this with
        {
            Overlays = set.Overlay.Value == 0 ? Overlays.Remove(set.Overlay.Kind) : Overlays.SetItem(set.Overlay.Kind, set.Overlay.Value),
            OverlaysSince = set.Overlay.Value == 0 ? OverlaysSince.Remove(set.Overlay.Kind) : OverlaysSince.SetItem(set.Overlay.Kind, set.At),
        },
        RouteReported route => this with { Routes = [.. Routes.Where(r => r.From != route.From || r.To != route.To), route] },
        CrisisEnded => this with
        {
            EndedAt = @event.At,
            Phase = CrisisPhase.AfterCrisis,

            // How long the data are kept is counted from the end, so it outlives it.
            Overlays = Overlays.RemoveRange(Overlays.Keys.Where(k => k is not OverlayKind.RetentionDays)),
        },
        CrisisRetentionEnded => this with { IsForgotten = true },
        _ => throw new UnreachableException($"Crisis does not evolve on {@event.GetType().Name}."),
    };
}

/// <summary>What everybody who works on the crisis does from a moment on.</summary>
public sealed record Instruction(int Number, string Text, ImmutableArray<TenantId> MustAcknowledge, DateTimeOffset GivenAt, ImmutableArray<Actor> ReadBy)
{
    public ImmutableArray<TenantId> MustAcknowledge { get; init; } = MustAcknowledge.OrEmpty();

    public ImmutableArray<Actor> ReadBy { get; init; } = ReadBy.OrEmpty();

    /// <summary>The parties of whom nobody has confirmed yet.</summary>
    public IEnumerable<TenantId> Missing => MustAcknowledge.Where(p => ReadBy.All(r => r.Party != p));
}

/// <summary>A line of the list of crises.</summary>
public sealed record CrisisRow(
    string Id, string Name, ImmutableArray<TenantId> States, CrisisPhase Phase, TenantId Lead, bool Exercise, DateTimeOffset DeclaredAt,
    DateTimeOffset? EndedAt)
{
    public ImmutableArray<TenantId> States { get; init; } = States.OrEmpty();

    public bool Equals(CrisisRow? other) =>
        other is not null && Id == other.Id && Name == other.Name && Phase == other.Phase && Lead == other.Lead && Exercise == other.Exercise
        && DeclaredAt == other.DeclaredAt && EndedAt == other.EndedAt && States.SequenceEqual(other.States);

    public override int GetHashCode() => HashCode.Combine(Id, Name, Phase, Lead);

    internal static CrisisRow Of(string id, Crisis crisis) =>
        new(id, crisis.Name, crisis.Area.States, crisis.Phase, crisis.Leads[0], crisis.Exercise, crisis.DeclaredAt, crisis.EndedAt);
}
