using SharedConsular.Cases;
using SharedConsular.Routing;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class DiscloseFearTests
{
    [Fact]
    public void The_keys_are_wrapped_by_who_serves_her_once_she_fears_the_state_that_keeps_the_case()
    {
        var calm = InHand();
        Assert.Null(WrapperOf(calm.State));

        var told = calm.As(Applicant).When(new DiscloseFear());
        Assert.Equal(Fr, WrapperOf(told.State));
    }

    [Fact]
    public void No_states_key_wraps_them_where_she_fears_the_one_that_serves_her_too()
    {
        var both = Kadri with { Nationalities = [.. Kadri.Nationalities, new(Fr, NationalityProof.Claimed)] };
        var told = Spec().When(Open() with { Persons = [both] }).As(Applicant).When(new DiscloseFear());

        Assert.True(told.State.FearsOwnState);
        Assert.Equal(TenantId.Installation, WrapperOf(told.State));
    }

    [Fact]
    public void They_follow_a_case_that_is_handed_over()
    {
        var told = InHand().As(ProtectionOfficer).When(new DiscloseFear()).State;
        Assert.Equal(De, WrapperOf(told with { Serving = Route(De) }));
    }

    [Fact]
    public void A_case_that_was_opened_in_fear_is_kept_by_no_state_she_fears_and_its_own_key_does() =>
        Assert.Null(WrapperOf(Spec().When(OpenFearing()).State));

    private static TenantId? WrapperOf(Case @case) => Case.Type.Persons!(@case).WrappedBy;
}
