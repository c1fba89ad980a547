using SharedConsular.Agreements;
using SharedConsular.Calendars;
using SharedConsular.Policies;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

public sealed class WorldTests
{
    /// <summary>What Britain charged for a legalisation in 2012 and charges since 2025, with a surcharge made up for the test.</summary>
    private static readonly Fee Overseas2012 =
        new(Gb, Copy.Id, "overseas service", 30, "GBP", new DateOnly(2012, 4, 6), Confidence.Found, "SI 2012/798", "");

    private static readonly Fee Overseas2025 = Overseas2012 with { Amount = 40, EffectiveFrom = new DateOnly(2025, 1, 1) };
    private static readonly Fee Electronic2025 = Overseas2025 with { Variant = "e-apostille", Amount = 35 };
    private static readonly Fee Surcharge = Overseas2025 with { Variant = "card", Amount = 2, Currency = "PCT", EffectiveFrom = null };

    private static readonly PolicySet Tariff = Given(Embassy(Gb, Fj)) with { Fees = [Overseas2025, Overseas2012, Surcharge, Electronic2025] };
    private static readonly World Priced = World.Of(Tariff);

    [Fact]
    public void Of_each_variant_the_latest_fee_that_has_begun_is_charged()
    {
        Assert.Equal([2, 30], Charged(new DateOnly(2024, 12, 31)));
        Assert.Equal([2, 35, 40], Charged(new DateOnly(2025, 1, 1)));
        Assert.Equal([2], Charged(new DateOnly(2012, 4, 5)));
    }

    [Fact]
    public void An_answer_quotes_the_cheapest_variant_and_never_a_percentage()
    {
        var query = Question.Of(Gb) with { Service = Copy };

        Assert.Equal(35, Tariff.Ask(query).Only(Gb).Fee!.Amount);
        Assert.Equal(30, Tariff.Ask(query with { On = new DateOnly(2024, 1, 1) }).Only(Gb).Fee!.Amount);
        Assert.Null(Tariff.Ask(query with { On = new DateOnly(2011, 1, 1) }).Only(Gb).Fee);
    }

    [Fact]
    public void A_state_without_a_tariff_charges_nothing_that_is_known() => Assert.Empty(Priced.FeesOn(Ee, Copy.Id, Day));

    [Fact]
    public void A_state_without_a_version_of_its_own_gives_the_template()
    {
        Assert.Equal(Etd, Priced.FindService(Etd.Id, Ee));
        Assert.Null(Priced.FindService("no such service", Ee));
    }

    [Fact]
    public void What_if_a_post_closed()
    {
        var world = World.Of(Given(Embassy(Ee, Fj), Embassy(Lv, Fj)).With(Treaty()));
        var then = world.WhatIf(new HashSet<string> { "ee-fj-embassy" }, new HashSet<string>(), draft: null);

        Assert.Equal(["partner lv"], Router.Decide(Question, then).Offered());
        Assert.Equal(2, Router.Decide(Question, world).Options.Length);
        Assert.NotEqual(world.Version, then.Version);
    }

    [Fact]
    public void What_if_an_agreement_ended()
    {
        var then = World.Of(Given(Embassy(Lv, Fj)).With(Treaty())).WhatIf(new HashSet<string>(), new HashSet<string> { "treaty" }, draft: null);

        Assert.Equal(["ee post.none-here"], Router.Decide(Question, then).Refused());
    }

    [Theory, InlineData(InstrumentKind.Treaty), InlineData(InstrumentKind.Proposal)]
    public void What_if_a_draft_were_in_force(InstrumentKind kind)
    {
        var world = World.Of(Given(Embassy(Lv, Fj)).With(Directive()));
        var then = world.WhatIf(new HashSet<string>(), new HashSet<string>(), Treaty() with { Kind = kind });

        Assert.Equal(["partner lv"], Router.Decide(Question, then).Offered());
    }

    [Fact]
    public void A_draft_of_a_known_agreement_stands_in_its_place()
    {
        var world = World.Of(Given(Embassy(Lv, Fj)).With(Treaty()));
        var then = world.WhatIf(new HashSet<string>(), new HashSet<string>(), Treaty() with { Excluded = [Detention.Id] });

        Assert.Equal(["ee post.none-here", "lv agreement.service-excluded"], Router.Decide(Question, then).Refused());
    }

    [Fact]
    public void What_was_recorded_holds_in_the_world_asked_about_too()
    {
        var pact = Treaty();
        var objected = new EntitySpec<AgreementRecord, AgreementCommand, AgreementEvent>(
            AgreementRecord.Type, Agreements.AgreementExamples.Fiji, default).When(new RecordObjection(pact, [], [], Day, "")).State;
        var world = World.Of(Given(Embassy(Lv, Fj), Embassy(Lv, Nz)).With(pact), new Registers([objected], [], []), "v2");

        Assert.Contains("lv gate.g3.objected", Router.Decide(Question, world.WhatIf(new HashSet<string> { "lv-nz-embassy" }, new HashSet<string>(), draft: null)).Refused());
    }

    [Fact]
    public void An_authority_without_a_calendar_rests_on_saturday_and_sunday()
    {
        var friday = WorkCalendar.Default(Fj) with { Weekend = [DayOfWeek.Friday] };
        var world = World.Of(Given() with { Calendars = [friday] });

        Assert.Equal(friday, world.CalendarOf(Fj));
        Assert.Equal([DayOfWeek.Saturday, DayOfWeek.Sunday], world.CalendarOf(Ee).Weekend);
    }

    [Fact]
    public void A_post_of_or_in_a_state_nobody_knows_is_left_out()
    {
        var nowhere = TenantId.Get("zz");

        Assert.Equal(["ee-fj-embassy"], World.Of(Given(Embassy(nowhere, Fj), Embassy(Ee, nowhere), Embassy(Ee, Fj))).Posts.Select(p => p.Id));
    }

    [Fact]
    public void A_place_or_a_state_nobody_knows_is_answered_and_not_a_fault()
    {
        var nowhere = TenantId.Get("zz");

        Assert.Empty(Given(Embassy(Ee, Fj)).Ask(Question with { In = nowhere }).Options);
        Assert.Equal(["zz post.none-here"], Given(Embassy(Ee, Fj)).Ask(Question.Of(nowhere)).Refused());
    }

    [Fact]
    public void Coverage_names_the_first_option_of_every_place_and_service_and_none_where_nobody_may_help()
    {
        var world = World.Of(Given(Embassy(Lv, Fj)).With(Treaty()));
        var pairs = Coverage.Of(world, Ee, Day, [Ee, Fj, Nz], [Detention, Passport]).ToArray();

        Assert.Equal(["fj detention lv", "fj passport_renewal ", "nz detention ", "nz passport_renewal "], pairs.Select(p => $"{p.Place} {p.Service} {p.First?.Party}"));
        Assert.Equal([1, 0, 0, 0], pairs.Select(p => p.Options));
    }

    [Fact]
    public void An_operator_is_no_place_to_be_in() => Assert.DoesNotContain(Iom, Coverage.PlacesOf(Priced));

    private static IEnumerable<decimal> Charged(DateOnly on) => Priced.FeesOn(Gb, Copy.Id, on).Select(f => f.Amount!.Value);
}
