using System.Collections.Immutable;
using SharedConsular.Tenants;

namespace SharedConsular.Posts;

public enum PostKind
{
    /// <summary>Embassy, high commission, nunciature, interests section: a diplomatic mission with a consular section.</summary>
    Embassy,

    /// <summary>Career consulate of any class (VCCR 9).</summary>
    Consulate,

    /// <summary>Honorary consul (VCCR 58-68): helps within its declared competence.</summary>
    Honorary,

    /// <summary>One desk that serves the nationals of several states.</summary>
    SharedCentre,

    /// <summary>A mobile consulate round: a place and a few days.</summary>
    MobileRound,

    /// <summary>Help by telephone and screen, from anywhere.</summary>
    RemoteDesk,
}

/// <summary>Whether a post that exists can be counted on.</summary>
public enum PostCondition
{
    Open,

    /// <summary>Not confirmed as operating and reachable: it may help, nobody should travel to it unasked.</summary>
    Unconfirmed,

    Closed,
}

/// <summary>A change of condition with its dates and where we know it from.</summary>
public sealed record PostNotice(PostCondition Condition, Period Period, string Note, Confidence Basis);

/// <summary>A place where help is given.</summary>
/// <param name="Id">Stable on the platform, for example <c>q15149864</c> or <c>au-fj-suva</c>.</param>
/// <param name="Sending">The state whose post it is, or the operator of a shared centre.</param>
/// <param name="Country">The receiving state where its door is.</param>
/// <param name="Jurisdiction">The states it is responsible for, its own country included.</param>
/// <param name="Competence">The services it declared; empty means all that a post of its kind may give.</param>
/// <param name="Serves">For a shared centre, the states it serves under a mandate; empty means every state that gave one.</param>
/// <param name="Notices">Closures, moves and doubts, in order of date; the last that holds on a day counts.</param>
public sealed record Post(
    string Id,
    TenantId Sending,
    TenantId Country,
    PostKind Kind,
    string City,
    Position? Position,
    ImmutableArray<TenantId> Jurisdiction,
    ImmutableArray<string> Competence,
    ImmutableArray<TenantId> Serves,
    Period Period,
    ImmutableArray<PostNotice> Notices,
    Confidence Basis,
    string Source)
{
    /// <summary>A post of a resident, career presence: what the unrepresented test looks for first.</summary>
    public bool IsCareer => Kind is PostKind.Embassy or PostKind.Consulate;

    public PostCondition ConditionOn(DateOnly day)
    {
        if (!Period.Contains(day))
        {
            return PostCondition.Closed;
        }

        for (var i = Notices.Length - 1; i >= 0; i--)
        {
            if (Notices[i].Period.Contains(day))
            {
                return Notices[i].Condition;
            }
        }

        return PostCondition.Open;
    }
}
