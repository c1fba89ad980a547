namespace SharedConsular.Staff;

/// <summary>An administrator says who a login is and where she works, in place of what the book said before.</summary>
public sealed record RecordStaffMember(StaffMember Member) : StaffCommand
{
    internal override Decision<StaffEvent> Decide(StaffBook book, DecisionContext context)
    {
        // By name and post somebody may be kept from a case: nobody writes one's own.
        if (context.Caller.User == Member.User)
        {
            return StaffRefusals.NotForOneself;
        }

        var known = book.FindMember(Member.User);
        if (known is null && book.Members.Length >= StaffBook.MembersMax)
        {
            return StaffRefusals.TooManyMembers.With($"{StaffBook.MembersMax}");
        }

        return known == Member ? Decision.NoChange<StaffEvent>() : new StaffMemberRecorded(Member, context.Caller.User, context.Now);
    }
}
