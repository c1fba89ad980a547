using SharedConsular.Cases;
using SharedConsular.Routing;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Tenants;

/// <summary>Estonia takes names down in Latin letters, given and family name apart.</summary>
public sealed class NameRulesTests
{
    private static readonly NameRules Estonian = new(NameOrder.GivenFirst, ["Latn"], [NamePart.Given, NamePart.Family]);

    [Fact]
    public void A_name_with_all_that_is_asked_is_enough() =>
        Opened(new PersonName("Mari Tamm", "Latn") { Given = "Mari", Family = "Tamm" }).ThenOne<CaseOpened>();

    [Fact]
    public void Besides_it_others_may_be_written_as_they_are() =>
        Opened(new PersonName("Мари Тамм", "Cyrl"), new PersonName("Mari Tamm", "Latn") { Given = "Mari", Family = "Tamm" }).ThenOne<CaseOpened>();

    [Fact]
    public void Who_has_no_family_name_says_so() => Opened(new PersonName("Mari", "Latn") { Given = "Mari", Family = "" }).ThenOne<CaseOpened>();

    [Fact]
    public void A_part_that_nobody_asked_about_is_missed_at_its_place() =>
        Opened(new PersonName("Mari Tamm", "Latn") { Given = "Mari" })
            .ThenRefused(Refused(NameRefusals.PartMissing, "given, family"));

    [Fact]
    public void A_name_in_another_script_only_is_not_enough() =>
        Opened(new PersonName("Мари Тамм", "Cyrl") { Given = "Мари", Family = "Тамм" })
            .ThenRefused(Refused(NameRefusals.ScriptMissing, "Latn"));

    [Fact]
    public void Nobody_in_need_waits_for_a_form_and_nobody_who_fears_the_state_fills_it_in()
    {
        var name = new PersonName("Мари Тамм", "Cyrl");

        Spec().When(Asked(name) with { Urgency = Urgency.Urgent }).ThenOne<CaseOpened>();
        Spec().As(Officer).When(Asked(name) with { FearsOwnState = true, Applicant = null }).ThenOne<CaseOpened>();
    }

    [Fact]
    public void A_relative_of_another_nationality_is_not_asked() =>
        Spec().When(Asked(new PersonName("Jean", "Latn")) with { Persons = [Kadri with { Names = [new PersonName("Jean", "Latn")], Nationalities = [new(Fr, NationalityProof.Documented)] }] })
            .ThenOne<CaseOpened>();

    [Theory]
    [InlineData(NameOrder.GivenFirst, "Mari Tamm")]
    [InlineData(NameOrder.FamilyFirst, "Tamm Mari")]
    [InlineData(NameOrder.NoFamilyName, "Mari Jaan")]
    public void Parts_are_joined_in_the_order_of_the_state(NameOrder order, string joined) =>
        Assert.Equal(joined, NameRules.Join(order, "Mari", "Tamm", "Jaan"));

    private static EntitySpec<Case, CaseCommand, CaseEvent> Opened(params PersonName[] names) => Spec().When(Asked(names));

    private static OpenCase Asked(params PersonName[] names) =>
        Open() with { Persons = [Kadri with { Names = [.. names] }], NameRules = Estonian, Urgency = Urgency.Routine };

    private static Refusal Refused(Refusal refusal, string argument) => refusal.With(argument)
        .At(new Fault("#/persons/0/names", refusal.Code, refusal.With(argument).Text) { Argument = argument });
}
