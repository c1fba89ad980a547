using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Staff;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Access;

public sealed class BlockAdversePersonTests
{
    private static readonly DateOnly Born = new(1980, 1, 2);
    private static readonly BlockAdversePerson Brother = new("Jaan Tamm", Born, null, null, "He must not find her");

    [Theory]
    [InlineData("Jaan Tamm", true)]
    [InlineData("TAMM Jaan", true)]
    [InlineData("Jaan Peeter Tamm", true)]
    [InlineData("Jään Tamm", true)]
    [InlineData("Jaan Tammsaare", false)]
    [InlineData("Jaan", false)]
    [InlineData("Mari Tamm", false)]
    [InlineData(null, false)]
    public void Whoever_has_the_name_in_the_staff_book_is_kept_from_the_case_in_any_role(string? name, bool blocked)
    {
        var @case = Named(Brother).State;

        Assert.All(new[] { Role.Officer, Role.Supervisor, Role.ProtectionOfficer, Role.Administrator }, role =>
        {
            var caller = As(name, Born) with { Role = role };
            Assert.Equal(blocked, @case.IsBlocked(caller));
            Assert.Equal(blocked, @case.RelationOf(caller) is CaseRelations.Stranger);
            var answer = CaseAccess.Decide(AccessExamples.Everything, CaseAction.Read, @case, caller, Now);
            Assert.Equal(blocked ? AccessInvariants.AdverseParty : null, answer.IsStoppedByInvariant ? answer.DecidedBy : null);
        });
    }

    [Fact]
    public void Another_birth_date_is_another_person_and_a_missing_one_clears_nobody()
    {
        var @case = Named(Brother).State;

        Assert.False(@case.IsBlocked(As("Jaan Tamm", Born.AddDays(1))));
        Assert.True(@case.IsBlocked(As("Jaan Tamm", null)));
        Assert.True(Named(Brother with { BirthDate = null }).State.IsBlocked(As("Jaan Tamm", Born)));
    }

    [Fact]
    public void A_birth_date_with_a_party_is_enough_and_alone_is_not()
    {
        var byDate = new BlockAdversePerson(null, Born, Fr, null, "She knows no name");

        Assert.True(Named(byDate).State.IsBlocked(As("Anybody", Born)));
        Assert.False(Named(byDate with { Party = De }).State.IsBlocked(As("Anybody", Born)));
        Assert.False(Named(byDate).State.IsBlocked(As("Anybody", null)));
        InHand().As(Supervisor).When(byDate with { Party = null }).ThenRefused(AccessRefusals.AdversePersonUnnamed);
        InHand().As(Supervisor).When(new BlockAdversePerson(null, null, Fr, "fr-fj-suva", "An official")).ThenRefused(AccessRefusals.AdversePersonUnnamed);
    }

    [Fact]
    public void A_post_that_is_named_leaves_out_who_works_elsewhere()
    {
        var atSuva = Named(Brother with { Party = Fr, Post = "fr-fj-suva" }).State;

        Assert.True(atSuva.IsBlocked(As("Jaan Tamm", Born, "fr-fj-suva")));
        Assert.True(atSuva.IsBlocked(As("Jaan Tamm", Born)));
        Assert.False(atSuva.IsBlocked(As("Jaan Tamm", Born, "fr-ws-apia")));
    }

    [Fact]
    public void One_who_is_recognised_is_hidden_from_by_login_and_never_assigned()
    {
        var recognise = new RecogniseAdversePerson(Fr, new StaffMember(OtherOfficer.User, "Jaan Tamm", null, []));
        var @case = Named(Brother).As(Caller.System).When(recognise);

        @case.When(recognise).ThenNothing();
        Assert.Contains(Case.Type.Rows(Key, @case.State), r => r.Viewer == "login:fr/suva-2" && r.List == AdverseParty.HiddenList);
        Assert.True(@case.State.IsBlocked(OtherOfficer));
        @case.As(Supervisor).When(new AssignCase(OtherOfficer.User)).ThenRefused(CaseRefusals.OfficerNotAvailable);
    }

    [Fact]
    public void Her_officer_is_taken_from_her_when_he_is_recognised() =>
        Assert.Null(Named(Brother).As(Caller.System).When(new RecogniseAdversePerson(Fr, new StaffMember(Officer.User, "Jaan Tamm", Born, []))).State.Officer);

    [Fact]
    public void Who_does_not_fit_is_not_recognised() =>
        Named(Brother).As(Caller.System).When(new RecogniseAdversePerson(Fr, new StaffMember(OtherOfficer.User, "Mari Tamm", Born, []))).ThenNothing();

    [Fact]
    public void Naming_twice_changes_nothing_and_lifting_lets_everybody_back()
    {
        var @case = Named(Brother);
        @case.When(Brother).ThenNothing();
        @case.As(Caller.System).When(new RecogniseAdversePerson(Fr, new StaffMember(OtherOfficer.User, "Jaan Tamm", null, [])));
        @case.As(Supervisor).When(new LiftAdversePersonBlock(1, "Another man"));

        Assert.False(@case.State.IsBlocked(As("Jaan Tamm", Born)) || @case.State.IsBlocked(OtherOfficer));
        Assert.Equal(2, Assert.Single(@case.When(Brother).State.AdversePersons).Number);
    }

    [Fact]
    public void Only_who_may_block_a_login_names_somebody()
    {
        InHand().When(Brother).ThenRefused(CaseRefusals.NotForThisRole);
        InHand().As(Stranger).When(Brother).ThenRefused(CaseRefusals.NotFound);
    }

    private static EntitySpec<Case, CaseCommand, CaseEvent> Named(BlockAdversePerson whom) => InHand().As(Supervisor).When(whom);

    private static Caller As(string? name, DateOnly? born, params string[] posts) =>
        ProtectionOfficer with { Staff = new StaffMember(ProtectionOfficer.User, name, born, [.. posts]) };
}
