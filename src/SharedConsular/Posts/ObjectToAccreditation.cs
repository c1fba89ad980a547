using System.Globalization;
using SharedConsular.Tenants;
namespace SharedConsular.Posts;

/// <summary>
/// A state concerned says that a post may not act in a state other than its own place. It needs no reason and holds from its day on
/// (VCCR 7: "unless there is express objection by one of the States concerned").
/// </summary>
public sealed record ObjectToAccreditation(Post Post, TenantId Place, DateOnly From, string Channel) : PostCommand
{
    /// <summary>More than the posts accredited to any state in the reference data.</summary>
    public const int ObjectionsMax = 1000;

    internal override Decision<PostEvent> Decide(PostBook book, DecisionContext context)
    {
        var by = context.Caller.Tenant;
        if (by == Post.Sending || (by != Place && by != Post.Country))
        {
            return PostRefusals.NotConcerned;
        }

        if (Place == Post.Country || !Post.Jurisdiction.Contains(Place))
        {
            return PostRefusals.NotAccredited;
        }

        if (book.Objections.Any(o => o.PostId == Post.Id && o.Place == Place && o.Period.To is null && o.Period.From <= From))
        {
            return Decision.NoChange<PostEvent>();
        }

        return book.Objections.Length >= ObjectionsMax
            ? PostRefusals.ObjectionsFull.With(ObjectionsMax.ToString(CultureInfo.InvariantCulture))
            : new AccreditationObjected(new AccreditationObjection(by, Post.Id, Place, new Period(From, null), Channel), context.Now);
    }
}
