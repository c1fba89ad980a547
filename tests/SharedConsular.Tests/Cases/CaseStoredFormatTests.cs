using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Handovers;
using SharedConsular.Routing;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

/// <summary>What was stored once can be read for ever: one file per event under StoredFormat.</summary>
public sealed class CaseStoredFormatTests
{
    private static readonly Actor By = new(Fr, Officer.User);
    private static readonly DateTimeOffset Due = Now.AddDays(3);

    private static readonly Dictionary<Type, CaseEvent> Examples = new CaseEvent[]
    {
        new CaseOpened(
            Ee,
            Route(Fr) with { Obligations = [new Obligation("notify-receiving-state", Fj, true, 2, Fr, 24, "vccr-1963 art. 8")] },
            Etd,
            [Kadri with { SafeContact = "Not after six", Authority = FilingAuthority.CourtOrder, AuthorityNote = "Harju 2-25-1" }],
            Applicant.User,
            Urgency.Extreme,
            Fj,
            "Suva",
            FearsOwnState: true,
            "rd-1",
            Accepted: true,
            [new CaseClock(CaseClock.AskOwnState, Fr, Now, Due, Due)],
            By,
            Now),
        new CaseAccepted(By, Now),
        new CaseAssigned(Officer.User, By, Now),
        new PapersAskedFor(["birth record"], "A copy helps", By, Now),
        new PapersProvided(["birth record"], "A copy", By, Now),
        new StepRecorded("take photo", By, Now),
        new OwnStateAsked(Ee, "Is she a national?", Due, By, Now),
        new ConsultationAnswered(ConsultationAnswer.Objected, "We take over.", Due, By, Now),
        new CaseDecided(Granted: true, "A national without papers", By, Now),
        new DocumentIssued("EU0000017", Due, By, Now),
        new DocumentDelivered("at the desk", By, Now),
        new CaseClosed("travelled", By, Now),
        new CaseWithdrawn("Found it", By, Now),
        new CaseReopened("New papers", By, Now),
        new ComplaintMade("c-1", "Nobody called back", Officer.User, By, Now),
        new ComplaintAnswered("c-1", "We are sorry", By, Now),
        new AgreementExitApplied("eu-etd", ExitFate.HumanDecides, Due, By, Now),
        new CaseEscalated(CaseClock.AskOwnState, 2, By, Now),
        new HandoverOffered(Route(De), "The post closes", Due, Due, By, Now),
        new HandoverAccepted(Fr, De, Due, By, Now),
        new HandoverDeclined(De, "No post there", By, Now),
        new CaseReturned(De, Fr, "Cannot reach her", By, Now),
        new CaseRecalled(De, Ee, "Ours", By, Now),
        new FearDisclosed(By, Now),
        new HandoverOfferWithdrawn(De, By, Now),
    }.ToDictionary(e => e.GetType());

    public static TheoryData<Type> Events => Architecture.DomainTests.CaseEvents;

    [Theory, MemberData(nameof(Events))]
    public void An_event_reads_back_as_it_was_stored(Type type)
    {
        var name = type.GetCustomAttribute<StoredAsAttribute>()!.Name;
        var stored = Approved.Stored($"StoredFormat/{name}.json", () => JsonSerializer.Serialize(Examples[type], type, StoredJson.Options) + "\n");

        var read = JsonSerializer.Deserialize(stored, type, StoredJson.Options)!;

        Assert.Equal("", Lost("", JsonNode.Parse(stored), JsonSerializer.SerializeToNode(read, type, StoredJson.Options)));
    }

    /// <summary>What was stored and does not come back. An event may have gained a field since; it may not have lost one.</summary>
    private static string Lost(string path, JsonNode? stored, JsonNode? read) => (stored, read) switch
    {
        (JsonObject before, JsonObject after) => string.Concat(before.Select(p => Lost($"{path}/{p.Key}", p.Value, after[p.Key]))),
        (JsonArray before, JsonArray after) when before.Count == after.Count =>
            string.Concat(before.Select((item, i) => Lost($"{path}/{i}", item, after[i]))),
        _ => JsonNode.DeepEquals(stored, read) ? "" : $"{path} was {stored?.ToJsonString()}, reads {read?.ToJsonString()}\n",
    };

    [Fact]
    public void No_stored_event_was_forgotten() =>
        Assert.Equal(
            Examples.Keys.Select(t => t.GetCustomAttribute<StoredAsAttribute>()!.Name).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(Approved.Folder, "StoredFormat"), "case-*.json")
                .Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void A_state_reads_back_as_it_was_stored() =>
        Assert.All(CaseSituations.All.Values, @case =>
        {
            var stored = JsonSerializer.Serialize(@case, StoredJson.Options);

            Assert.Equal(stored, JsonSerializer.Serialize(JsonSerializer.Deserialize<Case>(stored, StoredJson.Options), StoredJson.Options));
        });
}
