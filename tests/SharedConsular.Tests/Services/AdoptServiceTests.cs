using SharedConsular.Services;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Services;

public sealed class AdoptServiceTests
{
    private static readonly Fee Price = new(Lv, "something else", "adult", 30, "EUR", Day, Confidence.Tenant, "decree 7", "");
    private static readonly AdoptService Adopt = new(Passport, Passport with { TypicalTime = "two weeks" }, [Price]);

    [Fact]
    public void A_tenant_makes_a_template_its_own_with_a_version_of_its_own()
    {
        var adopted = Spec(Estonia).When(Adopt).ThenOne<ServiceAdopted>();

        Assert.Equal((Ee, "ee-1", "two weeks"), (adopted.State, adopted.Service.Version, adopted.Service.TypicalTime));
    }

    [Fact]
    public void Its_fees_are_its_own_and_of_this_service_whatever_was_written() =>
        Assert.Equal([Price with { State = Ee, Service = Passport.Id }], Spec(Estonia).When(Adopt).ThenOne<ServiceAdopted>().Fees);

    [Fact]
    public void A_tenant_cannot_turn_one_service_into_another() =>
        Assert.Equal(Passport.Id, Spec(Estonia).When(Adopt with { Altered = Etd }).ThenOne<ServiceAdopted>().Service.Id);

    [Fact]
    public void Repeating_changes_nothing() => Spec(Estonia).When(Adopt).When(Adopt).ThenNothing();

    [Fact]
    public void The_version_counts_up_and_goes_on_counting_after_it_was_given_up()
    {
        var dearer = Adopt with { Fees = [Price with { Amount = 40 }] };

        Assert.Equal("ee-2", Spec(Estonia).When(Adopt).When(dearer).ThenOne<ServiceAdopted>().Service.Version);
        Assert.Equal("ee-2", Spec(Estonia).When(Adopt).When(new GiveUpService(Passport.Id)).When(Adopt).ThenOne<ServiceAdopted>().Service.Version);
    }

    [Fact]
    public void New_fees_of_a_service_replace_its_old_ones_and_no_others()
    {
        var state = Spec(Estonia).When(Adopt).When(new AdoptService(Etd, Etd, [Price])).When(Adopt with { Fees = [Price with { Amount = 40 }] }).State;

        Assert.Equal([(Etd.Id, 30m), (Passport.Id, 40m)], state.Fees.Select(f => (f.Service, f.Amount!.Value)));
    }

    public static TheoryData<string> Facts => [.. Changes.Keys];

    private static readonly Dictionary<string, Service> Changes = new()
    {
        ["shareability"] = Adopt.Altered with { Shareability = Shareability.Full },
        ["presence"] = Adopt.Altered with { Presence = "remote" },
        ["time"] = Adopt.Altered with { TypicalTime = "a month" },
        ["fee rule"] = Adopt.Altered with { FeeRule = "free" },
        ["note"] = Adopt.Altered with { Note = "bring a pen" },
        ["consent"] = Adopt.Altered with { NeedsPersonConsent = true },
        ["own state"] = Adopt.Altered with { NeedsOwnState = false },
        ["period"] = Adopt.Altered with { Period = new Period(Day, null) },
        ["names"] = Adopt.Altered with { Names = Passport.Names.Add("et", "Passi uuendamine") },
        ["steps"] = Adopt.Altered with { Steps = ["receive", "print"] },
        ["papers"] = Adopt.Altered with { Papers = ["photo"] },
        ["category"] = Adopt.Altered with { Category = ServiceCategory.Identity },
    };

    [Theory, MemberData(nameof(Facts))]
    public void Every_changed_fact_is_a_new_version(string fact) =>
        Assert.Equal("ee-2", Spec(Estonia).When(Adopt).When(Adopt with { Altered = Changes[fact] }).ThenOne<ServiceAdopted>().Service.Version);

    [Fact]
    public void What_only_the_own_state_may_do_is_not_opened_by_a_catalogue()
    {
        var own = Passport with { Shareability = Shareability.Own };

        Spec(Estonia).When(new AdoptService(own, own with { Shareability = Shareability.Intake }, [])).ThenRefused(ServiceRefusals.MoreShared);
        Spec(Estonia).When(new AdoptService(Passport, own, [])).ThenOne<ServiceAdopted>();
    }

    private static EntitySpec<ServiceBook, ServiceCommand, ServiceEvent> Spec(Caller caller) => new(ServiceBook.Type, caller, Now);
}
