using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Tenants;

namespace SharedConsular.Access;

/// <summary>One rule of who may do what. Rules are tried from the highest priority down; the first that holds decides.</summary>
/// <param name="Reference">The text or thought it rests on.</param>
/// <param name="Allows">False for a rule that forbids what a rule below it would allow.</param>
/// <param name="Purpose">What a reader let in by this rule looks for; one purpose at a time.</param>
/// <param name="Does">What it speaks of: actions on a case by the names of the action table, and <see cref="Operations"/>.</param>
public sealed record AccessRule(
    string Id,
    string Reference,
    Confidence Basis,
    Period Period,
    int Priority,
    bool Allows,
    Purpose Purpose,
    AccessConditions When,
    ImmutableArray<string> Does)
{
    internal bool Holds(AccessQuestion question) =>
        Does.Contains(question.Does) && IsMet(question);

    /// <summary>The same of a question about something it is known to speak of.</summary>
    internal bool IsMet(AccessQuestion question) => FindLack(question) is null;

    /// <summary>What it asks for and does not find, by its word in the file; null when it decides.</summary>
    internal string? FindLack(AccessQuestion question) => Period.Contains(question.On) ? When.FindLack(question) : "period";
}

/// <summary>What must be true of the caller and the case. An empty list asks for nothing.</summary>
/// <param name="Relations">At least one of them.</param>
/// <param name="BrokeGlass">True asks for a grant in force; null does not ask.</param>
/// <param name="Tenants">What the tenant is that an operation concerns; an action on a case concerns none.</param>
/// <param name="OwnPost">True asks that the case is served at a post the caller is bound to; one bound to none is of all of them.</param>
public sealed record AccessConditions(
    ImmutableArray<Role> Roles,
    ImmutableArray<CaseRelations> Relations,
    ImmutableArray<CaseSensitivity> Sensitivities,
    ImmutableArray<TenantId> Parties,
    bool? BrokeGlass,
    ImmutableArray<TenantRelation> Tenants,
    bool? OwnPost = null)
{
    public static AccessConditions None { get; } = new([], [], [], [], null, []);

    /// <summary>The first that is not true, by its word in the file.</summary>
    internal string? FindLack(AccessQuestion question) =>
        !(Roles.IsEmpty || Roles.Contains(question.Role)) ? "roles"
        : !(Relations.IsEmpty || IsAnyOf(Relations, question.Relations)) ? "relations"
        : !(Sensitivities.IsEmpty || Sensitivities.Contains(question.Sensitivity)) ? "sensitivities"
        : !(Parties.IsEmpty || Parties.Contains(question.Party)) ? "parties"
        : !(BrokeGlass is not { } needed || needed == question.BrokeGlass) ? "broke_glass"
        : !(OwnPost is not { } own || own == question.IsOwnPost) ? "own_post"
        : !(Tenants.IsEmpty || (question.Tenant is { } tenant && Tenants.Contains(tenant))) ? "tenants"
        : null;

    private static bool IsAnyOf(ImmutableArray<CaseRelations> wanted, CaseRelations held)
    {
        foreach (var relation in wanted)
        {
            if (held.HasFlag(relation))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Where a second officer must do what follows from a decision. A tenant switches it on; small posts have one officer.</summary>
/// <param name="Parties">For whose officers it holds; empty means for nobody yet.</param>
public sealed record MakerCheckerRule(string Does, ImmutableArray<TenantId> Parties, Period Period, string Reference, Confidence Basis);
