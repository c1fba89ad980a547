using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SharedConsular.Agreements;
using SharedConsular.Languages;
using SharedConsular.Policies;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

public sealed class RoutingAnswerJsonTests
{
    private static readonly PolicySet Partner = Given(Embassy(Lv, Fj, Suva), Embassy(Fr, Nz)) with
    {
        Agreements = [Treaty() with { Consultation = new Consultation(ConsultBefore.Issue, 2, 3, 2, ActFirst: true, "art. 4") }, Directive()],
        Fees = [new Fee(Ee, Etd.Id, "adult", 50.5m, "EUR", null, Confidence.Memory, "", "")],
    };

    private static readonly RoutingQuery NeedsDocument = Question with { Service = Etd, Near = Nadi };

    public static TheoryData<string> Languages => [.. Sentences.LanguagesSpoken];

    [Fact]
    public void An_option_says_who_where_with_which_powers_on_what_ground_with_which_duties_and_at_what_price()
    {
        var option = Json(Partner, NeedsDocument)["options"]![0]!;

        Assert.Equal(
            ["rank", "party", "actsFor", "kind", "reason", "post", "completes", "powers", "basis", "obligations", "cost", "distanceKm", "fee", "preference"],
            option.AsObject().Select(p => p.Key));
        Assert.Equal("""{"id":"lv-fj-embassy","kind":"embassy","city":"Somewhere","country":"fj","condition":"open","factBasis":"found"}""", option["post"]!.ToJsonString());
        Assert.Equal("""["receive","verify","issue"]""", option["powers"]!.ToJsonString());
        Assert.Equal("""{"amount":50.5,"currency":"EUR","variant":"adult","tariffOf":"ee","factBasis":"memory"}""", option["fee"]!.ToJsonString());
        Assert.Equal("The treaty lets Latvia act for nationals of Estonia.", option["basis"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("g5_mandate", option["basis"]![2]!["gate"]!.GetValue<string>());
        Assert.Equal("partner", option["kind"]!.GetValue<string>());
    }

    [Fact]
    public void An_obligation_says_whom_by_when_and_on_whose_calendar() =>
        Assert.Equal(
            """{"code":"obligation.await-answer","whom":"ee","blocksHelp":true,"withinWorkingDays":3,"clockOf":"ee","instrument":"treaty@1","text":"Wait for Estonia to confirm or object."}""",
            Json(Partner, NeedsDocument)["options"]![0]!["obligations"]![1]!.ToJsonString());

    [Fact]
    public void A_rejection_says_which_rule_of_which_instrument() =>
        Assert.Equal(
            """{"party":"fr","actsFor":"ee","code":"post.none-here","instrument":"directive@1","reason":"France has no post in Fiji."}""",
            Json(Partner, NeedsDocument)["rejected"]!.AsArray().Single(r => r!["party"]!.GetValue<string>() == "fr")!.ToJsonString());

    [Fact]
    public void What_is_not_known_is_null()
    {
        var option = Json(Given(Embassy(Ee, Fj)), Question)["options"]![0]!.AsObject();

        Assert.True(option.ContainsKey("distanceKm") && option["distanceKm"] is null);
        Assert.True(option.ContainsKey("fee") && option["fee"] is null);
    }

    [Fact]
    public void No_route_is_an_answer_with_reasons()
    {
        var answer = Json(Given(), Question);

        Assert.Equal(["decision", "reason", "options", "rejected", "advice"], answer.Select(p => p.Key));
        Assert.Equal("no_route", answer["decision"]!.GetValue<string>());
        Assert.Equal("Estonia has no post in Fiji.", answer["rejected"]![0]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public void Advice_names_the_place() =>
        Assert.Contains("Fiji", Json(Given(), Question.Of(Fj))["advice"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Languages))]
    public void Only_sentences_change_with_the_language(string language)
    {
        var english = Json(Partner, NeedsDocument);
        var spoken = Json(Partner, NeedsDocument, language);

        Assert.Equal(WithoutSentences(english), WithoutSentences(spoken));
        Assert.Equal(language == "en", english.ToJsonString() == spoken.ToJsonString());
    }

    [Fact]
    public void Names_of_states_are_in_the_language_of_the_listener()
    {
        var reason = Json(Partner, NeedsDocument, "fr")["options"]![0]!["reason"]!.GetValue<string>();

        Assert.Contains("Lettonie", reason, StringComparison.Ordinal);
        Assert.Contains("Estonie", reason, StringComparison.Ordinal);
    }

    internal static JsonObject Json(PolicySet policies, RoutingQuery query, string language = "en") =>
        JsonNode.Parse(Bytes(World.Of(policies), query, language))!.AsObject();

    internal static byte[] Bytes(World world, RoutingQuery query, string language = "en")
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            RoutingAnswerJson.WriteProperties(json, query, Router.Decide(query, world), world, Sentences.In(language));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string WithoutSentences(JsonNode? node) => node switch
    {
        JsonObject o => "{" + string.Join(',', o.Where(p => p.Key is not ("reason" or "text")).Select(p => $"{p.Key}:{WithoutSentences(p.Value)}")) + "}",
        JsonArray a => new StringBuilder("[").AppendJoin(',', a.Select(WithoutSentences)).Append(']').ToString(),
        _ => node?.ToJsonString() ?? "null",
    };
}
