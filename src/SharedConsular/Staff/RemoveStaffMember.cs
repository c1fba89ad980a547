namespace SharedConsular.Staff;

/// <summary>An administrator takes back what the book says of a login; her name is forgotten with it.</summary>
public sealed record RemoveStaffMember(UserId User) : StaffCommand
{
    internal override Decision<StaffEvent> Decide(StaffBook book, DecisionContext context) =>
        context.Caller.User == User ? StaffRefusals.NotForOneself
        : book.FindMember(User) is null ? Decision.NoChange<StaffEvent>()
        : new StaffMemberRemoved(User, context.Caller.User, context.Now);
}
