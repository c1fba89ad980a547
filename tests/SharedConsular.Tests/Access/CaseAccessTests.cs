using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Services;
using SharedConsular.Tenants;
using SharedConsular.Tests.Cases;
using static SharedConsular.Tests.Access.AccessExamples;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Access;

public sealed class CaseAccessTests
{
    private static readonly Case Trafficked = Spec().When(Open() with { Service = Etd with { Category = ServiceCategory.Protection } }).State;

    [Fact]
    public void Without_rules_nobody_does_anything() =>
        Assert.All(CaseSituations.All.Values, c => Assert.All(Callers, who => Assert.Empty(CaseAccess.AllowedActions(AccessPolicy.Empty, c, who, Now))));

    [Fact]
    public void What_the_table_allows_and_no_rule_does_is_refused_with_a_code_of_its_own()
    {
        var answer = CaseAccess.Decide(new AccessPolicy([Rule("read-only", "read")], []), CaseAction.Close, InHand().State, Officer, Now);

        Assert.Equal((AccessRefusals.NoRule, AccessAnswer.ByDefault), (answer.Refusal, answer.DecidedBy));
    }

    [Fact]
    public void A_rule_that_forbids_stands_above_one_that_allows()
    {
        var policy = new AccessPolicy([Rule("all", "read"), Rule("none", "read") with { Priority = 2, Allows = false }], []);

        Assert.Equal(AccessRefusals.Forbidden, CaseAccess.Decide(policy, CaseAction.Read, InHand().State, Officer, Now).Refusal);
    }

    [Fact]
    public void A_rule_ends_with_its_last_day()
    {
        var policy = new AccessPolicy([Rule("read", "read") with { Period = new Period(null, AccessPolicy.DayOf(Now)) }], []);

        Assert.True(CaseAccess.Decide(policy, CaseAction.Read, InHand().State, Officer, Now).IsAllowed);
        Assert.False(CaseAccess.Decide(policy, CaseAction.Read, InHand().State, Officer, Now.AddDays(1)).IsAllowed);
    }

    [Fact]
    public void The_grounds_name_the_rule_the_purpose_and_the_instrument() =>
        Assert.Equal(new AccessGrounds("everything", Purpose.Service, "eu-etd"), CaseAccess.FindGrounds(Everything, InHand().State, Officer, Now));

    [Fact]
    public void What_concerns_a_party_is_explained_like_a_case()
    {
        var reviews = Rule("reviews", Operations.ReadReviews) with { Priority = 2, When = AccessConditions.None with { Roles = [Role.Supervisor] } };
        var all = Rule("all", Operations.ReadReviews, Operations.SearchCases);
        var lines = new AccessPolicy([reviews, all], []).Explain(Officer, Now);
        var (read, kept) = (Assert.Single(lines, l => l.Does == Operations.ReadReviews), Assert.Single(lines, l => l.Does == Operations.KeepPosts));

        Assert.Equal("rule:all", read.Answer.DecidedBy);
        Assert.Equal([new PassedRule("reviews", "roles")], read.Passed);
        Assert.Equal((AccessRefusals.NoRule, AccessAnswer.ByDefault), (kept.Answer.Refusal, kept.Answer.DecidedBy));
        Assert.Equal(Operations.All.Length - 1, lines.Length);
        Assert.DoesNotContain(lines, l => l.Does == Operations.WriteToHouseholds);
    }

    [Fact]
    public void Of_what_stands_above_the_rules_none_was_passed_over()
    {
        var policy = new AccessPolicy([Rule("all", Operations.SearchCases) with { When = AccessConditions.None with { Roles = [Role.Officer] } }], []);
        var line = Assert.Single(policy.Explain(Officer with { Tenant = TenantId.Installation, Role = Role.PlatformOperator }, Now), l => l.Does == Operations.SearchCases);

        Assert.Equal(AccessInvariants.NoPersonsForOperators, line.Answer.DecidedBy);
        Assert.Empty(line.Passed);
    }

    [Fact]
    public void An_answer_is_explained_by_who_decided_and_by_what_each_rule_asked_before_lacked()
    {
        var guards = Rule("guards", "read") with { Priority = 3, When = AccessConditions.None with { Roles = [Role.Supervisor] } };
        var own = Rule("own", "read") with { Priority = 2, When = AccessConditions.None with { Relations = [CaseRelations.StateOfNationality] } };
        var lines = CaseAccess.Explain(new AccessPolicy([guards, own, Rule("reads", "read")], []), InHand().State, Officer, Now);
        var (read, close) = (Assert.Single(lines, l => l.Does == "read"), Assert.Single(lines, l => l.Does == "close-case"));

        Assert.Equal("rule:reads", read.Answer.DecidedBy);
        Assert.Equal([new PassedRule("guards", "roles"), new PassedRule("own", "relations")], read.Passed);
        Assert.Equal((AccessRefusals.NoRule, AccessAnswer.ByDefault), (close.Answer.Refusal, close.Answer.DecidedBy));
        Assert.DoesNotContain(lines, l => l.Does == "tell-party");
    }

    [Fact]
    public void What_stands_above_the_rules_is_explained_without_them()
    {
        var read = Assert.Single(CaseAccess.Explain(Everything, Trafficked, Officer, Now), l => l.Does == "read");

        Assert.Equal(AccessRefusals.CertificateNeeded, read.Answer.Refusal);
        Assert.Empty(read.Passed);
    }

    [Fact]
    public void The_explanation_allows_what_is_allowed() =>
        Assert.All(CaseSituations.All.Values, c => Assert.All(Callers.Where(p => p.Role is not Role.System), who => Assert.Equal(
            CaseAccess.AllowedActions(Everything, c, who, Now),
            CaseAccess.Explain(Everything, c, who, Now).Where(l => l.Answer.IsAllowed).Select(l => l.Does))));

    [Fact]
    public void A_protection_file_is_closed_to_whoever_has_no_certificate_on_every_operation_that_shows_or_changes_it()
    {
        var open = new[]
        {
            CaseAction.Open, CaseAction.DiscloseFear, CaseAction.BreakGlass, CaseAction.ReviewBreakGlass,
        };
        foreach (var who in new[] { Officer, Supervisor, ProtectionOfficer with { Protection = null }, Officer with { Protection = ProtectionOfficer.Protection } })
        {
            Assert.All(
                Enum.GetValues<CaseAction>().Except(open),
                a => Assert.Equal(AccessRefusals.CertificateNeeded, CaseAccess.FindStop(a, Trafficked, who, Now)));
        }

        Assert.True(CaseAccess.Decide(Everything, CaseAction.ReadPersons, Trafficked, ProtectionOfficer, Now).IsAllowed);
        Assert.True(CaseAccess.Decide(Everything, CaseAction.ReadPersons, Trafficked, Applicant, Now).IsAllowed);
    }

    [Fact]
    public void A_certificate_that_ended_is_refused_with_its_day()
    {
        var ended = ProtectionOfficer with { Protection = ProtectionOfficer.Protection! with { Until = AccessPolicy.DayOf(Now) } };

        Assert.Null(CaseAccess.FindStop(CaseAction.Read, Trafficked, ended, Now));
        Assert.Equal(AccessRefusals.CertificateExpired.With("2026-01-05"), CaseAccess.FindStop(CaseAction.Read, Trafficked, ended, Now.AddDays(1)));
    }

    [Fact]
    public void A_command_asks_again_for_the_certificate_on_the_state_it_is_decided_on() =>
        Spec().When(Open() with { Service = Etd with { Category = ServiceCategory.Protection } }).When(Grant).ThenRefused(AccessRefusals.CertificateNeeded);

    [Fact]
    public void A_stranger_to_a_protection_file_is_told_that_there_is_none_and_not_what_it_lacks() =>
        Assert.Equal(CaseRefusals.NotFound, CaseAccess.Decide(Everything, CaseAction.Read, Trafficked, Stranger, Now).Refusal);

    [Fact]
    public void The_firewall_decides_before_any_rule()
    {
        var answer = CaseAccess.Decide(Everything, CaseAction.Read, CaseSituations.All["she fears her own state"], Certified(Ee, "tallinn-3"), Now);

        Assert.Equal((CaseRefusals.NotFound, AccessInvariants.AsylumFirewall), (answer.Refusal, answer.DecidedBy));
    }

    [Fact]
    public void A_state_may_ask_for_a_second_officer_to_issue_what_the_first_decided()
    {
        var granted = Confirmed().When(Grant).State;
        var fourEyes = new AccessPolicy(Everything.Rules, [new("issue-document", [Fr], Period.Always, "for tests", Confidence.Proposal)]);

        Assert.True(CaseAccess.Allows(Everything, CaseAction.IssueDocument, granted, Officer, Now));
        Assert.Equal(AccessRefusals.MakerIsChecker, CaseAccess.Decide(fourEyes, CaseAction.IssueDocument, granted, Officer, Now).Refusal);
        Assert.True(CaseAccess.Allows(fourEyes, CaseAction.IssueDocument, granted, OtherOfficer, Now));
    }
}
