using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Crises;
using SharedConsular.FeatureFlags;
using SharedConsular.Households;
using SharedConsular.KeptRequests;
using SharedConsular.Logins;
using SharedConsular.Messages;
using SharedConsular.Movements;
using SharedConsular.Notices;
using SharedConsular.Posts;
using SharedConsular.Preparedness;
using SharedConsular.Retention;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Staff;
using SharedConsular.Tenants;
using SharedConsular.Tests.Cases;
using SharedConsular.Tests.Crises;
using SharedConsular.Tests.Households;
using SharedConsular.Tests.Logins;
using SharedConsular.Tests.Movements;
using SharedConsular.Tests.Preparedness;
using SharedConsular.Tests.Tenants;
using SharedConsular.Tests.Webhooks;
using SharedConsular.Webhooks;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests;

/// <summary>What was stored once can be read for ever: one file per event under StoredFormat.</summary>
public sealed class StoredFormatTests
{
    private static readonly DateTimeOffset Now = CaseExamples.Now;

    private static readonly ImmutableArray<AgreementEvent> AgreementEvents =
    [
        new GateRecorded(
            "baltic-2020",
            new GateRecord(GateKind.G3NoticeForThirdState, GateAnswer.Objected, new Period(Day, Day.AddDays(9)), [Fj], [Lv], "note verbale 8", 10, Confidence.Tenant)
            {
                Services = [Etd.Id],
            },
            Now),
        new GateWithdrawn("baltic-2020", GateKind.G5Mandate, GateAnswer.Consented, [Ee], [Fj], Day, Now),
        new AgreementSuspended("baltic-2020", Lv, Day, Day.AddDays(9), "talks", Now),
        new AgreementResumed("baltic-2020", Lv, Day, Now),
        new AgreementEnded("baltic-2020", Lv, Day, "denounced", Now),
        new AgreementStopReached("baltic-2020", Day, Now),
    ];

    private static readonly ImmutableArray<PostEvent> PostEvents =
    [
        new PostRecorded(
            Embassy(Ee, Fj, Suva) with
            {
                Jurisdiction = [Fj, Nz],
                Competence = [Etd.Id],
                Serves = [Lv],
                Period = new Period(Day, Day.AddDays(9)),
                Notices = [new PostNotice(PostCondition.Unconfirmed, new Period(Day, Day), "nobody answers", Confidence.Tenant)],
                Basis = Confidence.Tenant,
            },
            Now),
        new PostEntryRemoved("ee-fj-embassy", Now),
        new AccreditationObjected(new AccreditationObjection(Fj, "ee-nz-embassy", Fj, new Period(Day, null), "Note verbale 7"), Now),
        new AccreditationObjectionWithdrawn("ee-nz-embassy", Fj, Day.AddDays(9), Now),
    ];

    private static readonly ImmutableArray<ServiceEvent> ServiceEvents =
    [
        new ServiceAdopted(
            Ee,
            Etd with { Version = "ee-1", NeedsPersonConsent = true, Note = "bring a pen", Period = new Period(Day, Day.AddDays(9)) },
            [new Fee(Ee, Etd.Id, "adult", 50.5m, "EUR", Day, Confidence.Tenant, "decree 7", "from age 16")],
            Now),
        new ServiceGivenUp(Etd.Id, Now),
    ];

    private static readonly ImmutableArray<StaffEvent> StaffEvents =
    [
        new CertificateRecorded(new Certificate(CertificateKind.Protection, new UserId("officer-1"), Day, Day.AddDays(9), new UserId("administrator-1")), Now),
        new CertificateWithdrawn(new UserId("officer-1"), CertificateKind.Protection, new UserId("administrator-1"), Now),
        new StaffMemberRecorded(new StaffMember(new UserId("officer-1"), "Anna Weber", Day, ["de-fj-suva"]), new UserId("administrator-1"), Now),
        new StaffMemberRemoved(new UserId("officer-1"), new UserId("administrator-1"), Now),
    ];

    private static readonly TenantApplied Applied = TenantExamples.Applied;

    private static readonly ImmutableArray<ServiceAccountEvent> AccountEvents =
    [
        new ServiceAccountMade(new ServiceAccount(
            "1f0c6c0e5a7b", "Registry", Role.Auditor, [ServiceScope.CasesRead, ServiceScope.Audit], "0f", Now.AddDays(30), new UserId("head"), Now)),
        new ServiceAccountRevoked("1f0c6c0e5a7b", new UserId("head"), Now),
    ];

    private static readonly ImmutableArray<FlagEvent> FlagEvents =
    [
        new FlagSet("text_intake", 40, [Ee, Fj], "Misused there.", new UserId("administrator-1"), Now),
        new FlagRestored("text_intake", new UserId("administrator-1"), Now),
    ];

    private static readonly ImmutableArray<KeptRequestEvent> KeptRequestEvents =
    [
        new KeptRequestWritten("""{"place":"Hotel"}""", "0f", Now.AddDays(14), Now),
        new KeptRequestErased(ErasureGround.RetentionEnded, Now),
    ];

    private static readonly RoutingDecided Decided = new("""{"in":"fj"}""", "v1", """{"decision":"no_route"}""", Now);

    private static readonly NoticeReceived Received =
        new(Ee, CaseNotice.Decided, new CaseNotice("SC-7K3F-9Q2M-4", Ee, Fr, [Ee, Fr], Now, "granted"), Now);

    private static readonly MessageRecorded Written = new(
        new EntityKey(Ee, "case", "SC-7K3F-9Q2M-4"), new MessageOutcome(Occasion.Decided, 0, SharedConsular.Access.ContactChannel.Email, null, Now), Now);

    private static readonly Dictionary<Type, object> Examples =
        new IEnumerable<object>[]
            {
                CaseEventExamples.All, AgreementEvents, PostEvents, ServiceEvents, StaffEvents, AccountEvents, LoginExamples.All, CrisisExamples.All,
                HouseholdEventExamples.All, MovementExamples.All, PreparednessExamples.Plans, PreparednessExamples.Reports, FlagEvents, KeptRequestEvents,
                WebhookExamples.Events, WebhookExamples.CallEvents,
                [Decided, Received, Applied, Written],
            }
            .SelectMany(e => e)
            .ToDictionary(e => e.GetType());

    public static TheoryData<Type> Events =>
        [.. typeof(StoredAsAttribute).Assembly.GetTypes().Where(t => t.IsDefined(typeof(StoredAsAttribute), inherit: false)).OrderBy(NameOf, StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Events))]
    public void An_event_reads_back_as_it_was_stored(Type type)
    {
        var stored = Stored(type);
        var read = JsonSerializer.Deserialize(stored, type, StoredJson.Options)!;

        Assert.Equal("", Lost("", JsonNode.Parse(stored), JsonSerializer.SerializeToNode(read, type, StoredJson.Options)));
    }

    [Fact]
    public void Every_file_is_of_an_event_and_every_event_has_a_file() =>
        Assert.Equal(
            Events.Select(t => NameOf(t.Data)),
            Directory.GetFiles(Path.Combine(Approved.Folder, "StoredFormat")).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Fact]
    public void An_entity_evolves_on_whatever_it_stored_in_whatever_order()
    {
        EvolvesOnAll(Case.Type);
        EvolvesOnAll(AgreementRecord.Type);
        EvolvesOnAll(PostBook.Type);
        EvolvesOnAll(ServiceBook.Type);
        EvolvesOnAll(StaffBook.Type);
        EvolvesOnAll(RoutingRecord.Type);
        EvolvesOnAll(Notice.Type);
        EvolvesOnAll(PersonMessage.Type);
        EvolvesOnAll(TenantBook.Type);
        EvolvesOnAll(ServiceAccountBook.Type);
        EvolvesOnAll(WebhookBook.Type);
        EvolvesOnAll(WebhookCall.Type);
        EvolvesOnAll(Login.Type);
        EvolvesOnAll(Crisis.Type);
        EvolvesOnAll(Household.Type);
        EvolvesOnAll(Movement.Type);
        EvolvesOnAll(ContingencyPlan.Type);
        EvolvesOnAll(AfterAction.Type);
        EvolvesOnAll(FlagBook.Type);
        EvolvesOnAll(KeptRequest.Type);
    }

    [Fact]
    public void A_state_reads_back_as_it_was_stored()
    {
        Assert.All(CaseSituations.All.Values, ReadsBack);
        ReadsBack(AgreementEvents.Aggregate(AgreementRecord.Type.Initial, AgreementRecord.Type.Evolve));
        ReadsBack(PostEvents.Where(e => e is not PostEntryRemoved).Aggregate(PostBook.Type.Initial, PostBook.Type.Evolve));
        ReadsBack(ServiceEvents.Take(1).Aggregate(ServiceBook.Type.Initial, ServiceBook.Type.Evolve));
        ReadsBack(new[] { StaffEvents[0], StaffEvents[2] }.Aggregate(StaffBook.Type.Initial, StaffBook.Type.Evolve));
        ReadsBack(RoutingRecord.Type.Evolve(RoutingRecord.Type.Initial, Decided));
        ReadsBack(PersonMessage.Type.Evolve(PersonMessage.Type.Initial, Written));
        ReadsBack(Notice.Type.Evolve(Notice.Type.Initial, Received));
        ReadsBack(TenantBook.Type.Evolve(TenantBook.Type.Initial, Applied));
        ReadsBack(AccountEvents.Take(1).Aggregate(ServiceAccountBook.Type.Initial, ServiceAccountBook.Type.Evolve));
        ReadsBack(WebhookExamples.Events.Take(2).Aggregate(WebhookBook.Type.Initial, WebhookBook.Type.Evolve));
        ReadsBack(WebhookExamples.CallEvents.Aggregate(WebhookCall.Type.Initial, WebhookCall.Type.Evolve));
        ReadsBack(CrisisExamples.All.SkipLast(1).Aggregate(Crisis.Type.Initial, Crisis.Type.Evolve));
        ReadsBack(HouseholdExamples.Offered().State);
        ReadsBack(HouseholdEventExamples.All.Aggregate(Household.Type.Initial, Household.Type.Evolve));
        ReadsBack(MovementExamples.All.Take(9).Aggregate(Movement.Type.Initial, Movement.Type.Evolve));
        ReadsBack(PreparednessExamples.Plans.Aggregate(ContingencyPlan.Type.Initial, ContingencyPlan.Type.Evolve));
        ReadsBack(PreparednessExamples.Reports.Aggregate(AfterAction.Type.Initial, AfterAction.Type.Evolve));
        ReadsBack(FlagEvents.Take(1).Aggregate(FlagBook.Type.Initial, FlagBook.Type.Evolve));
        ReadsBack(KeptRequestEvents.Take(1).Aggregate(KeptRequest.Type.Initial, KeptRequest.Type.Evolve));
        ReadsBack(LoginExamples.Enrolled.Aggregate(Login.Type.Initial, Login.Type.Evolve));
    }

    private static void EvolvesOnAll<TState, TCommand, TEvent>(EntityType<TState, TCommand, TEvent> type)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var events = Events.Select(t => t.Data).Where(t => t.IsAssignableTo(typeof(TEvent)))
            .Select(t => (TEvent)JsonSerializer.Deserialize(Stored(t), t, StoredJson.Options)!).ToArray();

        Assert.NotEmpty(events);
        Assert.All(events, e => Assert.NotNull(type.Evolve(type.Initial, e)));
        Assert.All(events, e => Assert.NotNull(type.Evolve(events.Aggregate(type.Initial, type.Evolve), e)));
    }

    private static void ReadsBack<TState>(TState state)
    {
        var stored = JsonSerializer.Serialize(state, StoredJson.Options);

        Assert.Equal(stored, JsonSerializer.Serialize(JsonSerializer.Deserialize<TState>(stored, StoredJson.Options), StoredJson.Options));
    }

    private static string Stored(Type type) =>
        Approved.Stored($"StoredFormat/{NameOf(type)}.json", () => JsonSerializer.Serialize(Examples[type], type, StoredJson.Options) + "\n");

    private static string NameOf(Type type) => type.GetCustomAttribute<StoredAsAttribute>()!.Name;

    /// <summary>What was stored and does not come back. An event may have gained a field since; it may not have lost one.</summary>
    private static string Lost(string path, JsonNode? stored, JsonNode? read) => (stored, read) switch
    {
        (JsonObject before, JsonObject after) => string.Concat(before.Select(p => Lost($"{path}/{p.Key}", p.Value, after[p.Key]))),
        (JsonArray before, JsonArray after) when before.Count == after.Count =>
            string.Concat(before.Select((item, i) => Lost($"{path}/{i}", item, after[i]))),
        _ => JsonNode.DeepEquals(stored, read) ? "" : $"{path} was {stored?.ToJsonString()}, reads {read?.ToJsonString()}\n",
    };
}
