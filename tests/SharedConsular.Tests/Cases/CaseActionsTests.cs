using System.Collections.Immutable;
using System.Text;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Tests.Access;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class CaseActionsTests
{
    public static TheoryData<string> Situations => [.. CaseSituations.All.Keys];

    [Fact]
    public void The_situations_show_every_status() =>
        Assert.Equal(Enum.GetValues<CaseStatus>(), CaseSituations.All.Values.Select(c => c.Status).Distinct().Order());

    [Theory, MemberData(nameof(Situations))]
    public void Commands_accept_and_refuse_exactly_as_the_table_says(string situation)
    {
        var @case = CaseSituations.All[situation];
        var disagreements = new StringBuilder();
        foreach (var caller in Callers)
        {
            foreach (var (action, request) in Requests)
            {
                var command = RequestOf(action, request, @case, caller);
                var refusal = FindRefusal(action, @case, caller, Now.AddHours(1));
                var decision = Case.Type.Decide(@case, command, new DecisionContext(Now.AddHours(1), caller));
                var agrees = (decision, refusal) switch
                {
                    (Decision<CaseEvent>.Accepted, null) => true,
                    (Decision<CaseEvent>.Accepted { Events.IsEmpty: true }, _) => MayAtAll(action, @case, caller),
                    (Decision<CaseEvent>.Refused refused, { } expected) => refused.Reason == expected,
                    _ => false,
                };
                if (!agrees)
                {
                    disagreements.AppendLine(null, $"{action} by {caller}: table {refusal?.Code ?? "allows"}, command {decision}");
                }
            }
        }

        Assert.Equal("", disagreements.ToString());
    }

    [Theory, MemberData(nameof(Situations))]
    public void Nothing_is_offered_that_is_refused_and_nothing_refused_that_is_offered(string situation)
    {
        var @case = CaseSituations.All[situation];

        Assert.All(Callers, caller => Assert.Equal(
            CaseActions.Table.Where(r => FindRefusal(r.Action, @case, caller, Now) is null).Select(r => r.Name),
            AllowedFor(@case, caller)));
    }

    [Theory, MemberData(nameof(Situations))]
    public void A_stranger_is_told_that_there_is_no_such_case(string situation)
    {
        var @case = CaseSituations.All[situation];
        var strangers = Callers.Where(c => @case.RelationOf(c) is CaseRelations.Stranger).ToList();

        Assert.Contains(Stranger, strangers);
        Assert.All(strangers, stranger => Assert.All(
            Requests.Values.Where(r => r.Action is not CaseAction.Open || @case.Status is not CaseStatus.NotOpened),
            r => EntityIs(CaseRefusals.NotFound, @case, r, stranger)));
    }

    [Fact]
    public void The_state_a_person_fears_is_told_that_there_is_no_such_case_in_any_role()
    {
        var @case = CaseSituations.All["she fears her own state"];

        Assert.All(Enum.GetValues<Role>(), role => Assert.All(
            Requests.Values,
            r => EntityIs(CaseRefusals.NotFound, @case, r, new Caller(Ee, new UserId("anyone"), role))));
        Assert.All(Enum.GetValues<Role>(), role =>
            Assert.Empty(AllowedFor(@case, new Caller(Ee, Applicant.User, role))));
    }

    [Fact]
    public void A_former_owner_may_read_and_nothing_else()
    {
        var @case = CaseSituations.All["handed to Germany"];

        Assert.Equal(["read"], AllowedFor(@case, Officer));
        Assert.Equal(["read"], AllowedFor(@case, Supervisor));
        EntityIs(CaseRefusals.NotYoursAnyMore, @case, Grant, Officer);
    }

    [Fact]
    public void A_party_that_was_only_offered_the_case_does_not_see_who_it_is_about() =>
        Assert.Equal(
            ["read", "accept-handover", "decline-handover", "break-glass"],
            AllowedFor(CaseSituations.All["offered to Germany"], GermanOfficer));

    [Fact]
    public void An_administrator_does_not_touch_cases() =>
        Assert.All(CaseSituations.All.Values, c => Assert.Empty(AllowedFor(c, Administrator)));

    [Fact]
    public void The_table_is_the_one_that_was_agreed() =>
        Approved.Text("Cases/CaseActions.txt", string.Concat(CaseActions.Table.Select(r =>
            $"{r.Name} | {string.Join(", ", r.In)} | {r.By}{(r.Afterwards is CaseRelations.Stranger ? "" : $" (again: {r.Afterwards})")} | {string.Join(", ", r.Roles)} | {r.Needs}\n")));

    private static void EntityIs(Refusal expected, Case @case, CaseCommand command, Caller caller) =>
        Assert.Equal(
            expected,
            Assert.IsType<Decision<CaseEvent>.Refused>(
                Case.Type.Decide(@case, command, new DecisionContext(Now.AddHours(1), caller))).Reason);

    /// <summary>The same request as this caller would make it.</summary>
    private static CaseCommand RequestOf(CaseAction action, CaseCommand request, Case @case, Caller caller) => action switch
    {
        CaseAction.Open when caller.Role is Role.National => Open() with { Applicant = caller.User },
        CaseAction.Open => Open() with { Route = Route(caller.Tenant) },
        CaseAction.Assign => new AssignCase(caller.User),
        CaseAction.Decide when @case.PowersOf(caller.Tenant).HasFlag(Powers.Refuse) => Deny,
        CaseAction.OfferHandover => OfferToGermany with
        {
            Route = Route(@case.Owner == De ? Fr : De) with { ActsFor = @case.ActsFor! },
        },
        _ => request,
    };

    private static ImmutableArray<string> AllowedFor(Case @case, Caller caller) =>
        CaseAccess.AllowedActions(AccessExamples.Everything, @case, caller, Now);

    private static Refusal? FindRefusal(CaseAction action, Case @case, Caller caller, DateTimeOffset now) =>
        CaseAccess.FindStop(action, @case, caller, now)
        ?? CaseActions.RuleOf(action).FindRefusalOf(@case, caller)
        ?? CaseAccess.FindRefusalNow(action, @case, caller, now);

    private static bool MayAtAll(CaseAction action, Case @case, Caller caller) =>
        CaseActions.RuleOf(action).FindRefusalOf(@case, caller) is null;
}
