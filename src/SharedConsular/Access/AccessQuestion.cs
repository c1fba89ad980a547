using SharedConsular.Cases;
using SharedConsular.Staff;

namespace SharedConsular.Access;

/// <summary>All that the decision whether somebody may do something rests on. No case is in it: the same facts, the same answer.</summary>
/// <param name="Does">An action of the action table, or one of <see cref="Operations"/>.</param>
/// <param name="Party">The caller's party.</param>
/// <param name="Relations">What the caller, or whoever the platform is about to tell, is to the case; a stranger to an operation without a case.</param>
/// <param name="On">The day it is asked.</param>
public sealed record AccessQuestion(
    string Does, TenantId Party, Role Role, CaseRelations Relations, CaseSensitivity Sensitivity, DateOnly On)
{
    /// <summary>What the tenant is that an operation concerns; null for an action on a case.</summary>
    public TenantRelation? Tenant { get; init; }

    /// <summary>The person is kept from the caller's party.</summary>
    public bool IsFeared { get; init; }

    /// <summary>The person is kept from this login.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>The certificate to work protection files that the caller holds, in force or not.</summary>
    public Certificate? Protection { get; init; }

    /// <summary>A grant in force: the caller broke the glass of this case.</summary>
    public bool BrokeGlass { get; init; }

    /// <summary>The caller is bound to no post, or the case is served at one of hers.</summary>
    public bool IsOwnPost { get; init; } = true;

    /// <summary>The instrument the caller's party acts under does not hold any more, and the case has not met its exit rule yet.</summary>
    public bool IsAgreementOver { get; init; }

    /// <summary>The caller decided what would now be carried out.</summary>
    public bool IsMaker { get; init; }

    /// <summary>The instrument the caller's party serves the case under; null for the own state and for the person.</summary>
    public string? AgreementId { get; init; }
}

/// <summary>Whether somebody may do something, by what right or stopped by what.</summary>
/// <param name="Grounds">By what right; null when refused.</param>
/// <param name="Refusal">What the caller is told; null when allowed.</param>
/// <param name="DecidedBy">
/// What decided, for who reviews it: <c>rule:…</c>, <c>invariant:…</c>, <c>agreement</c>, <c>table</c> or <c>default</c>. Never told to the
/// caller: to be stopped by an invariant looks like the case not existing.
/// </param>
public sealed record AccessAnswer(AccessGrounds? Grounds, Refusal? Refusal, string DecidedBy)
{
    public const string ByTable = "table";
    public const string ByDefault = "default";
    public const string ByAgreement = "agreement";

    public bool IsAllowed => Refusal is null;

    /// <summary>Stopped above the rules: no file and no replay of an earlier answer can lift it.</summary>
    public bool IsStoppedByInvariant => DecidedBy.StartsWith("invariant:", StringComparison.Ordinal);

    /// <summary>
    /// The table and the default say no to a party; a rule or an ended agreement to this caller, who is shown no line of the case. Who
    /// only lacks a certificate is shown that there is a matter, and not which.
    /// </summary>
    public bool HidesTheLine => !IsAllowed
        && (Refusal is { Kind: RefusalKind.NotFound } || DecidedBy is ByAgreement || DecidedBy.StartsWith("rule:", StringComparison.Ordinal));

    internal static AccessAnswer No(Refusal refusal, string decidedBy) => new(null, refusal, decidedBy);
}
