namespace SharedConsular.Posts;

/// <summary>The state that objected lets the post act again, from the day after the last one of its objection.</summary>
public sealed record WithdrawAccreditationObjection(string PostId, TenantId Place, DateOnly LastDay) : PostCommand
{
    internal override Decision<PostEvent> Decide(PostBook book, DecisionContext context) =>
        book.Objections.Any(o => o.PostId == PostId && o.Place == Place && o.Period.To is null)
            ? new AccreditationObjectionWithdrawn(PostId, Place, LastDay, context.Now)
            : PostRefusals.NoObjection;
}
