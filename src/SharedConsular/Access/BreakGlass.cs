using SharedConsular.Cases;

namespace SharedConsular.Access;

/// <summary>What a supervisor found.</summary>
public enum GlassVerdict
{
    Unsaid,
    Justified,
    Unjustified,
}

/// <summary>One time somebody opened what she had no right to, because it could not wait.</summary>
/// <param name="Until">When the grant ended or ends by itself.</param>
/// <param name="Verdict"><see cref="GlassVerdict.Unsaid"/> until a supervisor reviewed it.</param>
public sealed record BrokenGlass(
    int Number, Actor By, string Login, [Personal] string Reason, DateTimeOffset At, DateTimeOffset Until, DateTimeOffset ReviewDueAt,
    GlassVerdict Verdict = GlassVerdict.Unsaid, [Personal] string? Note = null, Actor? ReviewedBy = null);

/// <summary>
/// An officer whose party knows of the case opens it without the certificate, or before it is hers, because a danger
/// can't wait. She is let in at once and for a short time; the owner and the own state are told at once; a supervisor
/// reviews it.
/// </summary>
public sealed record BreakGlass(string Reason) : CaseCommand
{
    /// <summary>How long the grant lasts: long enough for one emergency, too short to work the case by. Ours.</summary>
    public static readonly TimeSpan GrantTime = TimeSpan.FromHours(4);

    /// <summary>By when a supervisor must have reviewed it. Ours.</summary>
    public static readonly TimeSpan ReviewTime = TimeSpan.FromHours(48);

    public override CaseAction Action => CaseAction.BreakGlass;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.HasBrokenGlass(context.Caller, context.Now);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new GlassBroken(@case.Glass.Length + 1, Reason, context.Now + GrantTime, context.Now + ReviewTime, Actor.Of(context.Caller), context.Now);
}

/// <summary>A supervisor says whether the glass was rightly broken. Never the one who broke it.</summary>
public sealed record ReviewBreakGlass(int Number, GlassVerdict Verdict, string Note) : CaseCommand
{
    public override CaseAction Action => CaseAction.ReviewBreakGlass;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Glass.Any(g => g.Number == Number && g.Verdict == Verdict && g.Note == Note && Verdict is not GlassVerdict.Unsaid);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        @case.Glass.FirstOrDefault(g => g.Number == Number) is not { } broken ? AccessRefusals.ReviewNotFound
        : broken.Verdict is not GlassVerdict.Unsaid ? AccessRefusals.AlreadyReviewed
        : broken.Login == context.Caller.Login ? AccessRefusals.AnotherReviews
        : Verdict is GlassVerdict.Unsaid ? AccessRefusals.VerdictMissing
        : new GlassReviewed(Number, Verdict, Note, Actor.Of(context.Caller), context.Now);
}

/// <summary>A line of the list of reviews: a case in which the glass was broken and nobody has said yet whether rightly.</summary>
public sealed record ReviewRow(string Reference, DateTimeOffset DueAt)
{
    public const string List = "reviews";
}
