using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SharedConsular.Agreements;
using SharedConsular.Languages;
using SharedConsular.Policies;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

/// <summary>What holds in any small world for any question.</summary>
public sealed class RoutingPropertiesTests
{
    private const int RunsMax = 400;

    private static readonly ImmutableArray<TenantId> States = [Ee, Fr, De, Lv, Ke, Fj];

    /// <summary>One question in one small world.</summary>
    public sealed record Matter(ImmutableArray<Post> Posts, ImmutableArray<Agreement> Agreements, LocalLimit? Limit, RoutingQuery Query)
    {
        internal PolicySet Policies => Given(Posts) with
        {
            Agreements = Agreements,
            LocalLimits = Limit is null ? [] : [Limit],
        };

        internal RoutingAnswer Answer => Policies.Ask(Query);

        /// <summary>States whose national the person is, or that count the person as theirs.</summary>
        internal IEnumerable<TenantId> OwnStates => Query.Nationalities.Select(n => n.State).Concat(Query.RecognisedBy is { } r ? [r] : []);

        internal IEnumerable<TenantId> Links => OwnStates.Concat(Query.FamilyOf is { } family ? [family] : []).Distinct();

        public override string ToString() =>
            $"{Query}\n  of {string.Join(",", Query.Nationalities)}\n  posts {string.Join("; ", Posts.Select(p => p.Id))}\n  "
            + string.Join("\n  ", Agreements.Select(a => $"{a.Id} {string.Join(",", a.Assisting)} for {string.Join(",", a.Assisted)}: {string.Join("; ", a.Gates)}"));
    }

    private static readonly Gen<bool> Seldom = Gen.Frequency((1, Gen.Constant(true)), (7, Gen.Constant(false)));

    private static Gen<T?> Mostly<T>(IEnumerable<T> some)
        where T : class =>
        Gen.Frequency((3, Gen.Constant<T?>(null)), (1, Gen.Elements(some.ToArray()).Select(x => (T?)x)));

    private static readonly Gen<ImmutableArray<TenantId>> Groups =
        Gen.Frequency((2, Gen.Constant(States)), (1, Gen.SubListOf<TenantId>(States).Select(l => l.ToImmutableArray())));

    private static readonly Gen<Position?> Places = Gen.Elements<Position?>(null, Suva, Nadi, Rotuma);

    private static readonly Gen<Post> Posts =
        from of in Gen.Elements<TenantId>(States)
        from country in Gen.Elements(Fj, Fj, Fj, Nz)
        from kind in Gen.Elements(PostKind.Embassy, PostKind.Embassy, PostKind.Consulate, PostKind.Honorary, PostKind.SharedCentre, PostKind.SharedCentre, PostKind.MobileRound, PostKind.RemoteDesk)
        from condition in Gen.Elements<PostCondition?>(null, null, null, PostCondition.Unconfirmed, PostCondition.Closed)
        from at in Places
        from accredited in Seldom
        from competence in Gen.SubListOf<Service>(Catalogue)
        from serves in Gen.Elements(true, false).SelectMany(some => some ? Groups : Gen.Constant(ImmutableArray<TenantId>.Empty))
        where of != country
        select PostOf(of, country, kind, at) with
        {
            Jurisdiction = accredited ? [country, Fj] : [country],
            Competence = [.. competence.Select(s => s.Id)],
            Serves = serves,
            Notices = condition is { } c ? [Told(c)] : [],
        };

    private static readonly Gen<GateRecord> Gates =
        from gate in Gen.Elements(GateKind.G1Consent, GateKind.G3NoticeForThirdState, GateKind.G3NoticeForThirdState, GateKind.G4PriorConsent, GateKind.G5Mandate)
        from answer in Gen.Elements(GateAnswer.Consented, GateAnswer.Notified, GateAnswer.Objected)
        from place in Gen.Elements(null, Fj, Fj, Nz)
        from holder in Mostly<TenantId>(States)
        from service in Mostly<string>(Catalogue.Select(s => s.Id))
        from days in Gen.Choose(-3, 1)
        select Gate(gate, gate is GateKind.G5Mandate && answer is GateAnswer.Notified ? GateAnswer.Consented : answer, place, holder, service, Day.AddDays(days));

    private static readonly Gen<Agreement> Instruments =
        from id in Gen.Elements("a", "b", "c", "d")
        from kind in Gen.Elements(InstrumentKind.Directive, InstrumentKind.Treaty, InstrumentKind.Treaty, InstrumentKind.Memorandum, InstrumentKind.Practice, InstrumentKind.Operator, InstrumentKind.Proposal)
        from assisting in Groups
        from assisted in Groups
        from scope in Gen.Elements(PlaceScope.AnyThirdState, PlaceScope.OutsideParties, PlaceScope.Listed, PlaceScope.Listed)
        from within in Gen.Elements<double?>(null, 50, 50, 200)
        from powers in Gen.Choose(1, 63).ListOf(3)
        from excluded in Gen.SubListOf<Service>(Catalogue)
        from persons in Gen.Choose(1, 7)
        from standing in Gen.Elements(true, true, true, false)
        from test in Gen.Elements(UnrepresentedTest.None, UnrepresentedTest.NoResidentPost, UnrepresentedTest.NotEffectivelyAble)
        from count in Gen.Choose(0, 3)
        from gates in Gates.ListOf(count)
        from requires in Gen.Frequency<GateKind?>(
            (6, Gen.Constant<GateKind?>(GateKind.G3NoticeForThirdState)),
            (1, Gen.Constant<GateKind?>(GateKind.G1Consent)),
            (1, Gen.Constant<GateKind?>(GateKind.G4PriorConsent)),
            (1, Gen.Constant<GateKind?>(null)))
        from before in Gen.Elements(ConsultBefore.Nothing, ConsultBefore.Help, ConsultBefore.Issue)
        from actFirst in Gen.Elements(true, false)
        from cost in Gen.Elements(CostRule.NotSaid, CostRule.UndertakingToOwnState)
        from ended in Seldom
        from designated in Gen.Elements(true, false)
        select Instrument(id, kind, []) with
        {
            Assisting = assisting,
            Assisted = assisted,
            Scope = scope,
            Places = [.. assisting.SelectMany(a => assisted.Select(b => Place(a, b, Fj, withinKm: within)))],
            Services = [.. Catalogue.Take(3).Zip(powers, (s, p) => new ServicePowers(s.Id, (Powers)p))],
            Excluded = excluded.Count > 1 ? [] : [.. excluded.Select(s => s.Id)],
            Persons = (PersonsCovered)persons | PersonsCovered.Nationals,
            StandingMandate = standing,
            Unrepresented = test,
            Gates = [.. gates],
            Requires = requires is { } asked ? [asked] : [],
            Consultation = new Consultation(before, 2, 3, 2, actFirst, "art. 1") { TellWithinHours = 24 },
            Cost = new CostTerms(cost, null, "art. 2"),
            InForce = ended ? new Period(null, Day.AddDays(-1)) : Period.Always,
            Designated = designated && assisting.Length > 0 && assisted.Length > 0 ? [Place(assisting[0], assisted[0], Fj)] : [],
        };

    private static readonly Gen<RoutingQuery> Queries =
        from nationalities in Gen.SubListOf<TenantId>(States)
        from proof in Gen.Elements(NationalityProof.Documented, NationalityProof.OtherMeans, NationalityProof.Claimed)
        from service in Gen.Elements(Detention, Detention, Copy, Etd, Passport)
        from urgency in Gen.Elements(Urgency.Routine, Urgency.Urgent, Urgency.Extreme)
        from near in Places
        from family in Gen.Elements([null, null, null, .. States])
        from recognised in Gen.Elements([null, null, null, .. States])
        from fears in Seldom
        from objects in Seldom
        from compromised in Seldom
        select new RoutingQuery(
            [.. nationalities.Take(2).Select(s => new Nationality(s, proof))], Fj, service, Day, urgency, near, family, recognised, fears, objects, compromised);

    private static readonly Arbitrary<Matter> Matters = Arb.From(
        from posts in Posts.ListOf(8)
        from agreements in Instruments.ListOf(3)
        from limited in Seldom
        from kinds in Gen.SubListOf(RouteKind.Partner, RouteKind.SharedCentre, RouteKind.OwnPost)
        from query in Queries
        select new Matter(
            [.. posts.DistinctBy(p => p.Id)],
            [.. agreements.DistinctBy(a => a.Id)],
            limited ? new LocalLimit(Fj, [query.Service.Id], [.. kinds], Period.Always, "", Confidence.Found) : null,
            query),
        Smaller);

    [Fact]
    public void The_same_question_has_the_same_bytes_in_whatever_order_the_world_is_listed() =>
        Always(m =>
        {
            var turned = m.Policies with { Agreements = [.. m.Agreements.Reverse()], Posts = [.. m.Posts.Reverse()] };
            var once = RoutingAnswerJsonTests.Bytes(World.Of(m.Policies), m.Query);

            return once.AsSpan().SequenceEqual(RoutingAnswerJsonTests.Bytes(World.Of(m.Policies), m.Query))
                && once.AsSpan().SequenceEqual(RoutingAnswerJsonTests.Bytes(World.Of(turned), m.Query));
        });

    [Fact]
    public void Nobody_is_offered_without_an_instrument_in_force_that_lists_party_and_state_and_gives_the_powers() =>
        Always(m => m.Answer.Options.All(o => o.Agreement is { } agreement
            ? o.Party != o.ActsFor
                && agreement.GivesMandates
                && agreement.HoldsOn(m.Query.On)
                && agreement.Assisting.Contains(o.Party)
                && agreement.Assisted.Contains(o.ActsFor)
                && !agreement.Excluded.Contains(m.Query.Service.Id)
                && agreement.Services.Where(s => s.Service == m.Query.Service.Id).Select(s => s.Powers).SingleOrDefault() == o.Powers
                && o.Powers is not Powers.None
                && o.Post.Country == m.Query.In
            : o.Party == o.ActsFor && o.Post.Sending == o.Party));

    [Fact]
    public void An_option_is_a_post_of_the_party_that_is_not_closed_and_serves_a_state_of_the_person() =>
        Always(m => m.Answer.Options.All(o =>
            o.Post.Sending == o.Party
            && o.Condition is not PostCondition.Closed
            && o.Party != m.Query.In
            && m.Links.Contains(o.ActsFor)
            && (o.Post.Kind is not PostKind.SharedCentre || o.Agreement is null || o.Post.Serves.IsEmpty || o.Post.Serves.Contains(o.ActsFor))));

    [Fact]
    public void Another_agreement_takes_no_own_post_away() =>
        Always(Instruments, (m, agreement) =>
        {
            var more = m with { Agreements = [.. m.Agreements, agreement with { Id = "another" }] };

            return OwnPosts(m).IsSubsetOf(OwnPosts(more));
        });

    [Fact]
    public void An_objection_adds_no_option() =>
        Always(Gates, (m, gate) =>
        {
            var objection = gate with { Gate = GateKind.G3NoticeForThirdState, Answer = GateAnswer.Objected };
            var objected = m with { Agreements = [.. m.Agreements.Select(a => a.With(objection))] };

            return Options(objected).IsSubsetOf(Options(m));
        });

    [Fact]
    public void A_notice_lifts_no_objection() =>
        Always(Gates, (m, gate) =>
        {
            var notice = gate with { Gate = GateKind.G3NoticeForThirdState, Answer = GateAnswer.Notified, Period = new Period(Day, null) };
            var objection = Gate(GateKind.G3NoticeForThirdState, GateAnswer.Objected, from: Day.AddDays(-1));
            var objected = m with { Agreements = [.. m.Agreements.Select(a => a.With(objection))] };
            var notified = m with { Agreements = [.. objected.Agreements.Select(a => a.With(notice))] };

            return Options(notified).SetEquals(Options(objected));
        });

    [Fact]
    public void Every_gate_of_every_option_holds() => Always(m => m.Answer.Options.All(o => GatesHold(m, o)));

    [Fact]
    public void Whom_the_person_fears_is_no_party_and_no_one_to_turn_to_and_not_in_the_advice() =>
        Always(Afraid, m =>
        {
            var feared = m.OwnStates.ToHashSet();

            return m.Answer.Options.All(o => !feared.Contains(o.Party) && o.Obligations.All(x => !feared.Contains(x.Whom)))
                && m.Answer.Options.All(o => !feared.Contains(o.ActsFor) || (o.Completes && o.Basis.Any(b => b.Gate is GateKind.G7ProtectionBar)))
                && m.Answer.Advice.All(a => a.About is null || !feared.Contains(a.About));
        });

    [Fact]
    public void Fear_adds_nobody_but_those_whom_the_feared_states_presence_kept_away() =>
        Always(Afraid, m =>
        {
            var unafraid = m with
            {
                Query = m.Query with { FearsOwnState = false },
                Agreements = [.. m.Agreements.Select(a => a with { Unrepresented = UnrepresentedTest.None, Designated = [] })],
            };

            return Options(m).IsSubsetOf(Options(unafraid));
        });

    [Fact]
    public void Everyone_who_was_considered_is_offered_or_rejected_for_a_reason_every_language_can_say() =>
        Always(m =>
        {
            var answer = m.Answer;
            var considered = m.Links.Select(own => (Party: own, ActsFor: own)).Concat(
                from own in m.Links
                where own != m.Query.In
                from agreement in m.Agreements
                where agreement.GivesMandates && agreement.Assisted.Contains(own)
                from party in agreement.Assisting
                where party != own && party != m.Query.In
                select (Party: party, ActsFor: own));

            return considered.All(c =>
                    answer.Options.Any(o => o.Party == c.Party && o.ActsFor == c.ActsFor)
                    || answer.Rejected.Any(r => r.Party == c.Party && r.ActsFor == c.ActsFor))
                && answer.Rejected.Distinct().Count() == answer.Rejected.Length
                && answer.Rejected.Select(r => r.Code)
                    .Concat(answer.Advice.Select(a => a.Code))
                    .Concat(answer.Options.SelectMany(o => o.Basis.Select(b => b.Code).Concat(o.Obligations.Select(x => x.Code))))
                    .Distinct()
                    .All(code => Sentences.LanguagesSpoken.All(l => Sentences.In(l).Texts.ContainsKey(code)));
        });

    [Fact]
    public void The_random_worlds_reach_every_kind_of_route_and_nearly_every_reason()
    {
        var partners = 0;
        var kinds = new HashSet<RouteKind>();
        var codes = new HashSet<string>();
        Always(m =>
        {
            partners += m.Answer.Options.Any(o => o.Agreement is not null) ? 1 : 0;
            kinds.UnionWith(m.Answer.Options.Select(o => o.Kind));
            codes.UnionWith(m.Answer.Rejected.Select(r => r.Code));

            return true;
        });

        Assert.InRange(partners, RunsMax / 5, RunsMax);
        Assert.Equal(Enum.GetValues<RouteKind>(), kinds.Order());
        HashSet<string> promised =
            [
                "agreement.designated-elsewhere", "agreement.district-too-far", "agreement.district-unknown", "agreement.not-in-force",
                "agreement.person-not-covered", "agreement.place-not-covered", "agreement.represented", "agreement.service-excluded",
                "agreement.service-not-covered", "firewall.own-state-must-act", "gate.g1.no-consent", "gate.g3.objected", "gate.g4.no-consent",
                "gate.g5.no-mandate", "gate.g6.person-objects", "gate.g7.fears-own-state", "gate.g8.prohibited", "own.receiving-state",
                "post.closed", "post.does-not-serve", "post.no-competence", "post.none-here",
            ];
        Assert.Empty(promised.Except(codes));
    }

    /// <summary>The gates as the law has them, written a second time and without the router's shortcuts.</summary>
    private static bool GatesHold(Matter m, RoutingOption o)
    {
        var q = m.Query;
        var agreement = o.Agreement;
        GateRecord[] standing = agreement is null
            ? []
            : [.. agreement.Gates.Where(g => g.StandsFor(g.Gate is GateKind.G5Mandate ? o.ActsFor : o.Party, q.In, q.Service.Id, q.On))];
        bool SaidYes(GateKind gate) => standing.Any(g => g.Gate == gate && g.Answer is GateAnswer.Consented);
        bool SaidNo(GateKind gate) => standing.Any(g => g.Gate == gate && g.Answer is GateAnswer.Objected);
        bool Asks(GateKind gate) => agreement!.Requires.Contains(gate);
        bool Owes(string code) => o.Obligations.Any(x => x.Code == code);

        var g1 = agreement is null || !Asks(GateKind.G1Consent) || SaidYes(GateKind.G1Consent);
        var g2 = o.Kind is not RouteKind.OwnAccredited || o.Basis.Any(b => b.Gate is GateKind.G2NoticeToAct);
        var g3 = agreement is null || !SaidNo(GateKind.G3NoticeForThirdState) || SaidYes(GateKind.G3NoticeForThirdState);
        var g3Told = agreement is null || !Asks(GateKind.G3NoticeForThirdState)
            || standing.Any(g => g.Gate is GateKind.G3NoticeForThirdState) || Owes("obligation.notify-receiving-state");
        var g4 = agreement is null || !Asks(GateKind.G4PriorConsent) || SaidYes(GateKind.G4PriorConsent);
        var g5 = agreement is null
            || ((!SaidNo(GateKind.G5Mandate) || SaidYes(GateKind.G5Mandate))
                && (agreement.StandingMandate || SaidYes(GateKind.G5Mandate)
                    || (agreement.Kind is not InstrumentKind.Operator && Owes(Obligation.AskMandate))));
        var g6 = !q.Service.NeedsPersonConsent || (!q.PersonObjects && Owes("obligation.ask-person"));
        var g7 = !q.FearsOwnState || !m.OwnStates.Contains(o.Party);
        var g8 = o.Kind is RouteKind.OwnAbroad || m.Limit is not { } limit || (!limit.ActingKinds.IsEmpty && !limit.ActingKinds.Contains(o.Kind));

        return g1 && g2 && g3 && g3Told && g4 && g5 && g6 && g7 && g8;
    }

    private static HashSet<string> OwnPosts(Matter m) => [.. m.Answer.Options.Where(o => o.Agreement is null).Select(o => $"{o.ActsFor} {o.Post.Id}")];

    private static HashSet<string> Options(Matter m) => [.. m.Answer.Options.Select(o => $"{o.Kind} {o.Party} for {o.ActsFor} at {o.Post.Id}")];

    private static readonly Func<Matter, Matter> Afraid = m => m with { Query = m.Query with { FearsOwnState = true } };

    private static void Always(Func<Matter, bool> holds) => Always(m => m, holds);

    private static void Always(Func<Matter, Matter> first, Func<Matter, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(RunsMax).WithReplay(17, 4711), Prop.ForAll(Matters, m => holds(first(m))));

    private static void Always<T>(Gen<T> more, Func<Matter, T, bool> holds) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(RunsMax).WithReplay(17, 4711),
            Prop.ForAll(Matters, Arb.From(more), holds));

    private static IEnumerable<Matter> Smaller(Matter m) =>
        m.Posts.Select(p => m with { Posts = m.Posts.Remove(p) })
            .Concat(m.Agreements.Select(a => m with { Agreements = m.Agreements.Remove(a) }))
            .Concat(m.Agreements.SelectMany(a => a.Gates.Select(g => m with { Agreements = m.Agreements.Replace(a, a with { Gates = a.Gates.Remove(g) }) })))
            .Concat(m.Query.Nationalities.Select(n => m with { Query = m.Query with { Nationalities = m.Query.Nationalities.Remove(n) } }));
}
