using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Handovers;
using SharedConsular.Retention;
using SharedConsular.Routing;
using SharedConsular.Tests.Access;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

/// <summary>What holds whoever asks whatever in whatever order.</summary>
public sealed class CasePropertiesTests
{
    private const int StepsMax = 40;
    private const int RunsMax = 400;

    private static readonly ImmutableArray<CaseCommand> Commands =
    [
        .. Requests.Values,
        Open() with { Urgency = Urgency.Extreme },
        OpenFearing(),
        CaseExamples.Object,
        Deny,
        new AssignCase(Officer.User),
        new ProvidePapers(["birth record"], null),
        new SendPaperFile("0a", "photo", PaperFormat.Jpeg, 9, "a2V5", "d1"),
        new SendPaperFile("0b", "permit", PaperFormat.Pdf, 9, "a2V6", "d2"),
        new SeePaperFile("0a"),
        new TakeBackPaperFile("0b"),
        new RecordStep("print"),
        new RecordStep(CaseClock.InformOwnState),
        new RecordStep(CaseClock.DecideAfterExit),
        new Complain("c-1", "Rude", Officer.User),
        new OfferHandover(Route(Ee), "Back to you", Now.AddDays(1), Calendar(Ee)),
        new OfferHandover(Route(Fr), "Back to you", null, Calendar(Fr)),
        new OfferHandover(Route(Au, Powers.Receive), "Nearer", null, Calendar(Au)),
        OfferToGermany with { Route = Route(De) with { ActsFor = Fr } },
        OfferToGermany with { Route = Route(Ee) with { ActsFor = Fr } },
        Ask with { Question = "Is she still a national?" },
        new ApplyAgreementExit("eu-etd", HandBack, Calendar(Fr)),
        new ApplyAgreementExit("refuge", HandBack, Calendar(Fr)),
        new ClockFellDue(CaseClock.AnswerConsultation),
        new ClockFellDue(CaseClock.AnswerHandover),
        new ClockFellDue(CaseClock.InformOwnState),
        new CloseCase("travelled on", KeptForADay),
        new WithdrawCase("Found it", KeptForADay),
        new EndRetention(Ee),
        new BlockAdversePerson("Jaan Tamm", null, null, null, "He must not find her"),
        new LiftAdversePersonBlock(1, "Another man"),
    ];

    private static RetentionPolicy KeptForADay => RetentionPolicy.Of([.. RetentionRules.Common.Select(r => r with { KeepDays = 1 })]);

    private static readonly ImmutableArray<Caller> Everyone = [.. Callers, new(Au, new UserId("canberra-head"), Role.Supervisor)];

    /// <summary>Who asks, for what, and how long after the last one.</summary>
    /// <param name="Sensible">Take one of the commands the caller may give now, so that cases get somewhere.</param>
    public sealed record Step(int Caller, int Command, bool Sensible, int Hours);

    private static readonly Gen<Step> Steps =
        from caller in Gen.Choose(0, 999)
        from command in Gen.Choose(0, 999)
        from sensible in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from hours in Gen.Choose(0, 30)
        select new Step(caller, command, sensible, hours);

    private static readonly Arbitrary<Step[]> Histories =
        Arb.From(Gen.Choose(1, StepsMax).SelectMany(n => Steps.ArrayOf(n)), WithoutOne);

    [Fact]
    public void A_command_that_is_repeated_changes_nothing() =>
        Always(Open(), (_, asked) =>
        {
            var again = Case.Type.Decide(asked.After, asked.Command, asked.Context);

            return again is Decision<CaseEvent>.Refused or Decision<CaseEvent>.Accepted { Events.IsEmpty: true };
        });

    [Fact]
    public void A_command_that_took_effect_and_is_still_possible_to_ask_is_answered_with_no_change() =>
        Always(Open(), (_, asked) =>
            asked.Events.IsEmpty
            || (asked.Command is DiscloseFear && asked.After.RelationOf(asked.Context.Caller) is CaseRelations.Stranger)
            || Case.Type.Decide(asked.After, asked.Command, asked.Context) is Decision<CaseEvent>.Accepted { Events.IsEmpty: true });

    [Fact]
    public void A_case_has_one_owner_and_it_changes_only_by_a_handover_a_return_a_recall_or_the_end_of_an_agreement() =>
        Always(Open(), (before, asked) =>
            asked.After.Owner is not null
            && !asked.After.RelationOf(asked.After.Owner).HasFlag(CaseRelations.FormerOwner)
            && (asked.After.Owner == before.Owner
                || asked.Events.Single() switch
                {
                    HandoverAccepted accepted => accepted.To == asked.Context.Caller.Tenant && accepted.To == before.Offer!.Route.Party,
                    CaseReturned => before.Owner == asked.Context.Caller.Tenant,
                    CaseRecalled => before.ActsFor == asked.Context.Caller.Tenant,
                    AgreementExitApplied => asked.Context.Caller == Caller.System,
                    _ => false,
                }));

    [Fact]
    public void A_party_causes_only_what_it_has_a_right_to() => Always(Open(), HasRight);

    [Fact]
    public void Nobody_a_person_fears_has_a_row_a_message_a_clock_or_an_answer() =>
        Always(OpenFearing(), (before, asked) =>
            asked.After.Owner != Ee
            && asked.After.Clocks.All(c => c.Party != Ee)
            && Case.Type.Rows(Key with { Tenant = Fr }, asked.After).All(r => r.Viewer != Ee.Value)
            && asked.Events
                .SelectMany(e => Case.Type.Messages(Key with { Tenant = Fr }, asked.After, e))
                .Select(m => m.Body).OfType<CaseNotice>()
                .All(notice => notice.Home != Ee && notice.Owner != Ee && !notice.Told.Contains(Ee))
            && (asked.Context.Caller.Tenant != Ee
                || Case.Type.Decide(before, asked.Command, asked.Context) is Decision<CaseEvent>.Refused { Reason.Code: "case.not-found" })
            && Everyone.Where(c => c.Tenant == Ee).All(c => AllowedFor(asked.After, c).IsEmpty));

    [Fact]
    public void Only_those_who_may_read_a_case_have_a_row_of_it() =>
        Always(Open(), (_, asked) => Case.Type.Rows(Key, asked.After).All(row =>
            row.Viewer == $"person:{Applicant.User}"
            || row.List == AdverseParty.HiddenList
            || (row.Viewer == TenantId.Installation.Value && row.List is CaseListRow.ByAgreement or AdversePerson.List)
            || (row.Viewer == CaseListRow.FollowerOf(asked.After.FollowHash ?? "") && row.Body is FollowedCase)
            || (asked.After.RelationOf(TenantId.Get(row.Viewer)) & CaseActions.Readers) is not CaseRelations.Stranger));

    [Fact]
    public void A_state_that_was_stored_decides_as_the_one_that_was_not() =>
        Always(Open(), (_, asked) =>
        {
            var read = JsonSerializer.Deserialize<Case>(JsonSerializer.Serialize(asked.After, StoredJson.Options), StoredJson.Options)!;

            return Everyone.All(c => AllowedFor(read, c).SequenceEqual(AllowedFor(asked.After, c)));
        });

    [Fact]
    public void The_random_histories_reach_every_status_and_every_event()
    {
        var statuses = new HashSet<CaseStatus>();
        var events = new HashSet<Type>();
        Always(Open(), (_, asked) =>
        {
            statuses.Add(asked.After.Status);
            events.UnionWith(asked.Events.Select(e => e.GetType()));

            return true;
        }, runsMax: 12 * RunsMax);

        Assert.Equal(Enum.GetValues<CaseStatus>().Except([CaseStatus.NotOpened]), statuses.Order());
        Assert.Equal(
            Architecture.DomainTests.CaseEvents.Select(e => e.Data.Name).Except([nameof(CaseOpened)]).Order(StringComparer.Ordinal),
            events.Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    private static bool HasRight(Case before, Asked asked) => asked.Events.All(e =>
    {
        var caller = asked.Context.Caller;
        var party = caller.Tenant;
        if (caller.Role is Role.National)
        {
            return caller.User == before.Applicant && e is PapersProvided or PaperFileSent or PaperFileSeen or PaperFileTakenBack or CaseWithdrawn or CaseReopened or ComplaintMade or FearDisclosed or PersonConsentRecorded or SafeContactSet or PersonErased or FollowSecretChanged;
        }

        return e switch
        {
            AgreementExitApplied or CaseEscalated or RetentionEnded or AdversePersonRecognised or NoticeWithheld => caller == Caller.System,
            LegalHoldSet or LegalHoldLifted => party == before.Keeper && caller.Role is Role.Supervisor or Role.ProtectionOfficer,
            PersonErased erased => caller == Caller.System ? erased.Ground is ErasureGround.RetentionEnded : party == before.Keeper && before.IsOver,
            ConsultationAnswered => party == before.Consultation!.Whom,
            HandoverAccepted or HandoverDeclined => party == before.Offer!.Route.Party,
            CaseRecalled => party == Ee,
            PaperFileSeen => party == Ee || party == before.Owner || party == before.Consultation?.Whom,
            GlassBroken => (before.RelationOf(caller) & (CaseRelations.Owner | CaseRelations.StateOfNationality | CaseRelations.Consulted | CaseRelations.OfferedTo)) != 0,
            AdversePartyBlocked or AdversePartyBlockLifted or AdversePersonBlocked or AdversePersonBlockLifted => (party == Ee || party == before.Owner) && caller.Role is not Role.Officer,
            GlassReviewed reviewed => (party == Ee || party == before.Owner) && caller.Role is Role.Supervisor
                && before.Glass.Single(g => g.Number == reviewed.Number).Login != caller.Login,
            PersonConsentRecorded => party == before.Owner,
            PersonConsentOverridden => party == before.Owner && caller.Role is Role.Supervisor,
            CaseAccepted or CaseAssigned or HandoverOffered or HandoverOfferWithdrawn or CaseReturned or OwnStateAsked or CaseWithdrawn or FearDisclosed or FollowSecretChanged => party == before.Owner,
            CaseDecided decided => party == before.Consultation?.Whom || party == Ee
                || (party == before.Owner && before.Serving!.Powers.HasFlag(decided.Granted ? Powers.Decide : Powers.Refuse)),
            DocumentIssued issued => party == Ee
                || (party == before.Owner && before.Serving!.Powers.HasFlag(Powers.Issue)
                    && before.Consultation?.Answer is not ConsultationAnswer.Objected
                    && (before.Consultation?.Answer is ConsultationAnswer.Confirmed || (before.Urgency is Urgency.Extreme && issued.InformDueAt is not null))),
            ComplaintAnswered answered => (party == Ee || party == before.Owner)
                && before.Complaints.Single(c => c.Id == answered.Id).About != caller.User
                && before.Decision?.By.User != caller.User,
            _ => party == Ee || party == before.Owner,
        };
    });

    private static ImmutableArray<string> AllowedFor(Case @case, Caller caller) =>
        CaseAccess.AllowedActions(AccessExamples.Everything, @case, caller, Now);

    private sealed record Asked(CaseCommand Command, DecisionContext Context, ImmutableArray<CaseEvent> Events, Case After);

    /// <summary>Runs random histories after an opening and looks after each step.</summary>
    private static void Always(OpenCase open, Func<Case, Asked, bool> holds, int runsMax = RunsMax) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(runsMax).WithReplay(17, 4711),
            Prop.ForAll(Histories, steps =>
            {
                // Half of the histories begin with the applicant, half at the desk; some are urgent beyond waiting.
                var opening = steps.Length % 3 == 0 ? open with { Urgency = Urgency.Extreme } : open;
                var opener = steps.Length % 2 == 0 && !open.FearsOwnState ? Applicant : Officer;
                var @case = EntityAfter(Case.Type.Initial, opening, new DecisionContext(Now, opener)).After;
                var now = Now;
                foreach (var step in steps)
                {
                    now += TimeSpan.FromHours(step.Hours);
                    var caller = Everyone[step.Caller % Everyone.Length];
                    var possible = step.Sensible
                        ? Commands.Where(c => CaseAccess.Allows(AccessExamples.Everything, c.Action, @case, caller, now) && (c is not (DiscloseFear or ErasePersons or SetLegalHold) || step.Command % 8 == 0)).ToImmutableArray()
                        : Commands;
                    if (possible.IsEmpty)
                    {
                        continue;
                    }

                    var asked = EntityAfter(@case, possible[step.Command % possible.Length], new DecisionContext(now, caller));
                    if (!holds(@case, asked))
                    {
                        throw new Xunit.Sdk.XunitException($"{asked.Command} by {caller} in {@case.Status}: {string.Join(", ", asked.Events)}");
                    }

                    @case = asked.After;
                }
            }));

    private static Asked EntityAfter(Case @case, CaseCommand command, DecisionContext context)
    {
        var events = Case.Type.Decide(@case, command, context) is Decision<CaseEvent>.Accepted accepted ? accepted.Events : [];

        return new Asked(command, context, events, events.Aggregate(@case, Case.Type.Evolve));
    }

    private static IEnumerable<Step[]> WithoutOne(Step[] steps) =>
        steps.Select((_, left) => steps.Where((_, i) => i != left).ToArray()).Where(s => s.Length > 0);
}
