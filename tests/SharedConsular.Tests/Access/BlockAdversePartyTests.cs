using SharedConsular.Access;
using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Access;

public sealed class BlockAdversePartyTests
{
    private static readonly BlockAdverseParty BlockOther = new(Fr, OtherOfficer.User, "Her former husband");

    [Fact]
    public void For_a_blocked_login_the_case_does_not_exist_in_any_role()
    {
        var @case = InHand().As(Supervisor).When(BlockOther).State;

        Assert.All(
            new[] { Role.Officer, Role.Supervisor, Role.ProtectionOfficer, Role.Administrator },
            role =>
            {
                var blocked = ProtectionOfficer with { User = OtherOfficer.User, Role = role };
                Assert.All(Requests.Values, r => Assert.Equal(
                    CaseRefusals.NotFound,
                    Assert.IsType<Decision<CaseEvent>.Refused>(Case.Type.Decide(@case, r, new DecisionContext(Now, blocked))).Reason));
                Assert.Equal(AccessInvariants.AdverseParty, CaseAccess.Decide(AccessExamples.Everything, CaseAction.Read, @case, blocked, Now).DecidedBy);
            });
    }

    [Fact]
    public void A_blocked_applicant_loses_sight_of_the_case()
    {
        var @case = InHand().As(Supervisor).When(new BlockAdverseParty(Ee, new UserId("kadri"), "The guardian is under suspicion")).State;
        var guardian = new Caller(Ee, UserId.OfNational(Ee, "kadri"), Role.National);
        var asApplicant = @case with { Applicant = guardian.User };

        Assert.Equal(CaseRelations.Stranger, asApplicant.RelationOf(guardian));
        Assert.DoesNotContain(Case.Type.Rows(Key, asApplicant), r => r.Viewer == "person:ee/kadri");
    }

    [Fact]
    public void The_case_stands_in_the_list_of_what_is_hidden_from_the_login() =>
        Assert.Contains(
            Case.Type.Rows(Key, InHand().As(Supervisor).When(BlockOther).State),
            r => r.Viewer == "login:fr/suva-2" && r.List == AdverseParty.HiddenList);

    [Fact]
    public void A_blocked_officer_is_not_given_the_case_and_nobody_says_why() =>
        InHand().As(Supervisor).When(BlockOther).When(new AssignCase(OtherOfficer.User)).ThenRefused(CaseRefusals.OfficerNotAvailable);

    [Fact]
    public void An_officer_who_is_blocked_is_no_longer_the_officer_of_the_case() =>
        Assert.Null(InHand().As(Supervisor).When(BlockOther with { User = Officer.User }).State.Officer);

    [Fact]
    public void Only_supervisors_and_protection_officers_of_the_owner_and_of_the_own_state_set_it()
    {
        InHand().When(BlockOther).ThenRefused(CaseRefusals.NotForThisRole);
        InHand().As(ProtectionOfficer).When(BlockOther).ThenOne<AdversePartyBlocked>();
        InHand().As(Certified(Ee, "tallinn-3")).When(BlockOther).ThenOne<AdversePartyBlocked>();
        InHand().As(Stranger).When(BlockOther).ThenRefused(CaseRefusals.NotFound);
    }

    [Fact]
    public void Blocking_twice_changes_nothing() => InHand().As(Supervisor).When(BlockOther).When(BlockOther).ThenNothing();

    [Fact]
    public void A_block_that_is_lifted_is_gone() =>
        Assert.Equal(
            CaseRelations.Owner,
            InHand().As(Supervisor).When(BlockOther).When(new LiftAdversePartyBlock(Fr, OtherOfficer.User, "Another man")).State.RelationOf(OtherOfficer));

    [Fact]
    public void A_case_keeps_a_bounded_number_of_blocks()
    {
        var spec = InHand().As(Supervisor);
        for (var i = 0; i < BlockAdverseParty.BlocksMax; i++)
        {
            spec.When(BlockOther with { User = new UserId($"u{i}") }).ThenOne<AdversePartyBlocked>();
        }

        spec.When(BlockOther).ThenRefused(AccessRefusals.TooManyBlocks.With($"{BlockAdverseParty.BlocksMax}"));
    }
}
