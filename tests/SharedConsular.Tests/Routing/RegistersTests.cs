using SharedConsular.Agreements;
using SharedConsular.Policies;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tests.Tenants;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Agreements.AgreementExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

/// <summary>What a recorded fact changes in the world.</summary>
public sealed class RegistersTests
{
    private static readonly PolicySet Files = Given(Embassy(Lv, Fj)).With(Pact);

    [Fact]
    public void What_nobody_recorded_anything_about_stays_as_the_files_have_it()
    {
        var world = World.Of(Files, new Registers([], [], []), "v2");

        Assert.Equal("v2", world.Version);
        Assert.Equal(["partner lv"], Offered(world, Question));
        Assert.Equal(Pact, world.FindAgreement(Pact.Id));
    }

    [Fact]
    public void An_objection_ends_the_help_until_it_is_withdrawn()
    {
        var objected = Spec(Fiji).When(Objection with { Services = [] });
        var withdrawn = Spec(Fiji).When(Objection with { Services = [] }).When(NoObjection with { LastDay = Day });

        Assert.Empty(Offered(With(objected.State), Question));
        Assert.Empty(Offered(With(withdrawn.State), Question));
        Assert.Equal(["partner lv"], Offered(With(withdrawn.State), Question with { On = Day.AddDays(1) }));
    }

    [Fact]
    public void A_mandate_lets_a_centre_act_from_its_day()
    {
        var contract = Operator().With(Gate(GateKind.G1Consent, GateAnswer.Consented, Fj));
        var files = Given(PostOf(Iom, Fj, PostKind.SharedCentre)).With(contract);
        var given = Spec(Kenya).When(new RecordMandate(contract, Day)).State;
        var query = Question.Of(Ke) with { Service = Passport };

        Assert.Empty(Offered(World.Of(files), query));
        Assert.Equal(["shared_centre iom"], Offered(World.Of(files, new Registers([given], [], []), "v2"), query));
        Assert.Empty(Offered(World.Of(files, new Registers([given], [], []), "v2"), query with { On = Day.AddDays(-1) }));
    }

    [Fact]
    public void A_notice_is_a_ground_once_its_waiting_days_are_over()
    {
        var files = Given(Embassy(Lv, Fj)).With(Pact with { Gates = [] });
        var told = World.Of(files, new Registers([Spec(Latvia).When(Notify).State], [], []), "v2");

        Assert.Contains("notify-receiving-state!", Router.Decide(Question, told).Only(Lv).Duties());
        Assert.Contains("basis.g3.notified", Router.Decide(Question with { On = Day.AddDays(10) }, told).Only(Lv).Grounds());
    }

    [Fact]
    public void An_agreement_does_not_hold_while_suspended_or_after_its_end()
    {
        var world = With(Spec(Latvia).When(Suspend with { To = Day.AddDays(4) }).When(End with { After = Day.AddDays(6) }).State);

        Assert.Equal(
            [0, 1, 2, 5, 6],
            Enumerable.Range(0, 9).Where(i => Offered(world, Question with { On = Day.AddDays(i) }).Length > 0));
    }

    [Fact]
    public void An_end_on_record_does_not_prolong_what_the_instrument_ends_itself()
    {
        var files = Given(Embassy(Lv, Fj)).With(Pact with { InForce = new Period(null, Day) });
        var world = World.Of(files, new Registers([Spec(Latvia).When(End with { After = Day.AddDays(6) }).State], [], []), "v2");

        Assert.Equal(Day, world.FindAgreement(Pact.Id)!.InForce.To);
    }

    [Fact]
    public void A_tenants_word_about_its_post_replaces_the_reference()
    {
        var closed = Embassy(Lv, Fj) with { Period = new Period(null, Day.AddDays(-1)) };

        Assert.Contains("lv post.closed", Router.Decide(Question, With(Book(closed))).Refused());
        Assert.Equal(["lv-fj-embassy"], With(Book(closed)).Posts.Select(p => p.Id));
        Assert.Equal(2, With(Book(Embassy(Ee, Fj))).Posts.Count());
    }

    [Fact]
    public void A_tenants_word_about_anothers_post_is_not_heard()
    {
        var stolen = Embassy(Ke, Fj) with { Id = "lv-fj-embassy" };
        var world = With(Book(stolen));

        Assert.Equal(Lv, world.FindPost("lv-fj-embassy")!.Sending);
        Assert.Equal(["partner lv"], Offered(world, Question));
    }

    [Fact]
    public void Of_two_tenants_that_use_one_new_id_one_is_heard_whatever_the_order()
    {
        var mine = Embassy(Ee, Fj) with { Id = "new" };
        var theirs = Embassy(Ke, Fj) with { Id = "new" };

        Assert.Equal(Ee, With(Book(mine), Book(theirs)).FindPost("new")!.Sending);
        Assert.Equal(Ee, With(Book(theirs), Book(mine)).FindPost("new")!.Sending);
    }

    [Fact]
    public void A_tenants_own_service_and_its_fees_replace_the_template_for_that_tenant()
    {
        var reference = new Fee(Ee, Passport.Id, "", 20, "EUR", Day, Confidence.Found, "", "");
        var own = reference with { Amount = 45 };
        var adopted = new ServiceAdopted(Ee, Passport with { Version = "ee-1", TypicalTime = "a month" }, [own], Now);
        var book = ServiceBook.Type.Evolve(ServiceBook.Type.Initial, adopted);
        var world = World.Of(Files with { Fees = [reference, reference with { State = Lv }] }, new Registers([], [], [book]), "v2");

        Assert.Equal("ee-1", world.FindService(Passport.Id, Ee)!.Version);
        Assert.Equal("1", world.FindService(Passport.Id, Lv)!.Version);
        Assert.Equal([45], world.FeesOn(Ee, Passport.Id, Day).Select(f => f.Amount!.Value));
        Assert.Equal([20], world.FeesOn(Lv, Passport.Id, Day).Select(f => f.Amount!.Value));
    }

    [Fact]
    public void A_tenants_folder_stands_above_the_files_and_below_what_it_recorded_singly()
    {
        var reference = TenantExamples.Fee with { Amount = 20 };
        var files = Files with { Fees = [reference, reference with { State = Lv }] };
        var folder = World.Of(files, new Registers([], [], [], [TenantExamples.Book()]), "v2");

        Assert.Equal(["ee-fj-suva", "lv-fj-embassy"], folder.Posts.Select(p => p.Id).Order());
        Assert.Equal("a month", folder.FindService(Passport.Id, Ee)!.TypicalTime);
        Assert.Equal([45], folder.FeesOn(Ee, Passport.Id, Day).Select(f => f.Amount!.Value));
        Assert.Equal([20], folder.FeesOn(Lv, Passport.Id, Day).Select(f => f.Amount!.Value));
        Assert.Equal("Eesti", folder.NameOf(Ee, "et"));
        Assert.False(folder.CalendarOf(Ee).IsWorkingDay(Day.AddDays(1)));

        var adopted = new ServiceAdopted(Ee, Passport with { TypicalTime = "a day" }, [TenantExamples.Fee with { Amount = 50 }], Now);
        var singly = World.Of(
            files,
            new Registers(
                [], [Book(TenantExamples.Desk with { City = "Nadi" })], [ServiceBook.Type.Evolve(ServiceBook.Type.Initial, adopted)], [TenantExamples.Book()]),
            "v3");
        Assert.Equal("Nadi", singly.FindPost("ee-fj-suva")!.City);
        Assert.Equal("a day", singly.FindService(Passport.Id, Ee)!.TypicalTime);
        Assert.Equal([50], singly.FeesOn(Ee, Passport.Id, Day).Select(f => f.Amount!.Value));
    }

    [Fact]
    public void A_what_if_keeps_the_folder_and_closes_the_post_it_opened()
    {
        var world = World.Of(Files, new Registers([], [], [], [TenantExamples.Book()]), "v2").WhatIf(new HashSet<string> { "ee-fj-suva" }, new HashSet<string>(), null);

        Assert.DoesNotContain(world.Posts, p => p.Id == "ee-fj-suva");
        Assert.Equal("a month", world.FindService(Passport.Id, Ee)!.TypicalTime);
    }

    private static World With(AgreementRecord record) => World.Of(Files, new Registers([record], [], []), "v2");

    private static World With(params PostBook[] books) => World.Of(Files, new Registers([], books, []), "v2");

    private static PostBook Book(Post post) => PostBook.Type.Evolve(PostBook.Type.Initial, new PostRecorded(post, Now));

    private static string[] Offered(World world, RoutingQuery query) => Router.Decide(query, world).Offered();
}
