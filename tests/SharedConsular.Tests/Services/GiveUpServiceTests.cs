using SharedConsular.Services;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Services;

public sealed class GiveUpServiceTests
{
    private static readonly AdoptService Adopt =
        new(Passport, Passport, [new Fee(Ee, Passport.Id, "", 30, "EUR", null, Confidence.Tenant, "", "")]);

    private static readonly GiveUpService GiveUp = new(Passport.Id);

    [Fact]
    public void The_template_and_its_fees_hold_again()
    {
        var spec = Spec(Estonia).When(Adopt).When(GiveUp).Then(new ServiceGivenUp(Passport.Id, Now));

        Assert.Empty(spec.State.Services);
        Assert.Empty(spec.State.Fees);
    }

    [Fact]
    public void What_was_not_adopted_or_was_given_up_is_not_given_up()
    {
        Spec(Estonia).When(GiveUp).ThenRefused(ServiceRefusals.NotAdopted);
        Spec(Estonia).When(Adopt).When(GiveUp).When(GiveUp).ThenRefused(ServiceRefusals.NotAdopted);
    }

    private static EntitySpec<ServiceBook, ServiceCommand, ServiceEvent> Spec(Caller caller) => new(ServiceBook.Type, caller, Now);
}
