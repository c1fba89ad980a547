using System.Text.Json;
using SharedConsular.Agreements;
using SharedConsular.Languages;
using SharedConsular.Posts;

namespace SharedConsular.Routing;

/// <summary>
/// The answer as JSON. The English bytes are the canonical form: they are what is stored with a decision and what a
/// replay is compared with.
/// </summary>
public static class RoutingAnswerJson
{
    private static readonly JsonEncodedText[] KindNames = Names<RouteKind>();
    private static readonly JsonEncodedText[] GateNames = Names<GateKind>();
    private static readonly JsonEncodedText[] PostKindNames = Names<PostKind>();
    private static readonly JsonEncodedText[] ConditionNames = Names<PostCondition>();
    private static readonly JsonEncodedText[] CostNames = Names<CostRule>();
    private static readonly (Powers Power, JsonEncodedText Name)[] PowerNames =
    [
        .. new[] { Powers.Receive, Powers.Verify, Powers.Decide, Powers.Issue, Powers.Refuse, Powers.Assist }
            .Select(p => (p, JsonEncodedText.Encode(Words.Of(p.ToString())))),
    ];

    /// <summary>Writes the properties <c>decision</c>, <c>reason</c>, <c>options</c>, <c>rejected</c> and <c>advice</c> into an open object.</summary>
    public static void WriteProperties(Utf8JsonWriter json, RoutingQuery query, RoutingAnswer answer, World world, Sentences sentences)
    {
        var speaker = new Speaker(query, world, sentences);
        var code = answer.Outcome is RoutingOutcome.Route ? "decision.route" : "decision.no-route";
        json.WriteString("decision"u8, answer.Outcome is RoutingOutcome.Route ? "route"u8 : "no_route"u8);
        json.WriteString("reason"u8, sentences.Find(code));

        json.WriteStartArray("options"u8);
        foreach (var option in answer.Options)
        {
            WriteOption(json, option, speaker);
        }

        json.WriteEndArray();
        json.WriteStartArray("rejected"u8);
        foreach (var rejected in answer.Rejected)
        {
            WriteRejected(json, rejected, speaker);
        }

        json.WriteEndArray();
        json.WriteStartArray("advice"u8);
        foreach (var advice in answer.Advice)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, advice.Code);
            json.WriteString("text"u8, speaker.Say(advice.Code, advice.About, advice.About, advice.Named));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOption(Utf8JsonWriter json, RoutingOption option, Speaker speaker)
    {
        var instrument = option.Agreement?.Title;
        json.WriteStartObject();
        json.WriteNumber("rank"u8, option.Rank);
        json.WriteString("party"u8, option.Party.Value);
        json.WriteString("actsFor"u8, option.ActsFor.Value);
        json.WriteString("kind"u8, KindNames[(int)option.Kind]);
        json.WriteString("reason"u8, speaker.Say(RouteCodes[(int)option.Kind], option.Party, option.ActsFor, instrument));
        WritePost(json, option);
        json.WriteBoolean("completes"u8, option.Completes);
        json.WriteStartArray("powers"u8);
        foreach (var (power, name) in PowerNames)
        {
            if (option.Powers.HasFlag(power))
            {
                json.WriteStringValue(name);
            }
        }

        json.WriteEndArray();
        WriteBasis(json, option, speaker);
        WriteObligations(json, option, speaker);
        WriteCost(json, option);
        json.WriteString("preference"u8, option.Preference.Id);
        json.WriteEndObject();
    }

    private static void WritePost(Utf8JsonWriter json, RoutingOption option)
    {
        var post = option.Post;
        json.WriteStartObject("post"u8);
        json.WriteString("id"u8, post.Id);
        json.WriteString("kind"u8, PostKindNames[(int)post.Kind]);
        json.WriteString("city"u8, post.City);
        json.WriteString("country"u8, post.Country.Value);
        json.WriteString("condition"u8, ConditionNames[(int)option.Condition]);
        json.WriteString("factBasis"u8, BasisNames[(int)post.Basis]);
        json.WriteEndObject();
    }

    private static void WriteBasis(Utf8JsonWriter json, RoutingOption option, Speaker speaker)
    {
        json.WriteStartArray("basis"u8);
        foreach (var basis in option.Basis)
        {
            json.WriteStartObject();
            json.WriteString("instrument"u8, basis.Instrument);
            if (basis.Gate is { } gate)
            {
                json.WriteString("gate"u8, GateNames[(int)gate]);
            }

            json.WriteString("code"u8, basis.Code);
            var named = basis.Code == "basis.also" ? basis.Instrument : option.Agreement?.Title;
            json.WriteString("text"u8, speaker.Say(basis.Code, option.Party, option.ActsFor, named));
            if (option.Agreement is { } agreement && basis.Code == "basis.instrument")
            {
                json.WriteString("factBasis"u8, BasisNames[(int)agreement.Basis]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteObligations(Utf8JsonWriter json, RoutingOption option, Speaker speaker)
    {
        json.WriteStartArray("obligations"u8);
        foreach (var obligation in option.Obligations)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, obligation.Code);
            json.WriteString("whom"u8, obligation.Whom.Value);
            json.WriteBoolean("blocksHelp"u8, obligation.BlocksHelp);
            if (obligation.WithinWorkingDays is { } days)
            {
                json.WriteNumber("withinWorkingDays"u8, days);
                json.WriteString("clockOf"u8, obligation.ClockOf!.Value);
            }

            if (obligation.WithinHours is { } hours)
            {
                json.WriteNumber("withinHours"u8, hours);
            }

            json.WriteString("instrument"u8, obligation.Instrument);
            json.WriteString("text"u8, speaker.Say(obligation.Code, option.Party, option.ActsFor, option.Agreement?.Title));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCost(Utf8JsonWriter json, RoutingOption option)
    {
        json.WriteStartObject("cost"u8);
        json.WriteString("rule"u8, CostNames[(int)option.Cost.Rule]);
        json.WriteString("reference"u8, option.Cost.Reference);
        if (option.Cost.ClaimWithinMonths is { } months)
        {
            json.WriteNumber("claimWithinMonths"u8, months);
        }

        json.WriteEndObject();
        if (option.DistanceKm is { } km)
        {
            json.WriteNumber("distanceKm"u8, km);
        }
        else
        {
            json.WriteNull("distanceKm"u8);
        }

        if (option.Fee is not { Amount: { } amount } fee)
        {
            json.WriteNull("fee"u8);
            return;
        }

        json.WriteStartObject("fee"u8);
        json.WriteNumber("amount"u8, amount);
        json.WriteString("currency"u8, fee.Currency);
        json.WriteString("variant"u8, fee.Variant);
        json.WriteString("tariffOf"u8, fee.State.Value);
        json.WriteString("factBasis"u8, BasisNames[(int)fee.Basis]);
        json.WriteEndObject();
    }

    private static void WriteRejected(Utf8JsonWriter json, RejectedParty rejected, Speaker speaker)
    {
        json.WriteStartObject();
        json.WriteString("party"u8, rejected.Party.Value);
        json.WriteString("actsFor"u8, rejected.ActsFor.Value);
        json.WriteString("code"u8, rejected.Code);
        if (rejected.Instrument is not null)
        {
            json.WriteString("instrument"u8, rejected.Instrument);
        }

        json.WriteString("reason"u8, speaker.Say(rejected.Code, rejected.Party, rejected.ActsFor, rejected.Instrument));
        json.WriteEndObject();
    }

    private static readonly string[] RouteCodes =
        [.. Enum.GetNames<RouteKind>().Select(n => "route." + Words.Of(n).Replace('_', '-'))];

    private static readonly JsonEncodedText[] BasisNames = Names<Tenants.Confidence>();

    private static JsonEncodedText[] Names<T>()
        where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(n => JsonEncodedText.Encode(Words.Of(n)))];

    /// <summary>Fills the places of a sentence with the names of the parties in the listener's language.</summary>
    private readonly struct Speaker(RoutingQuery query, World world, Sentences sentences)
    {
        private readonly string _place = world.NameOf(query.In, sentences.Language);

        public string Say(string code, TenantId? party, TenantId? actsFor, string? instrument) =>
            sentences.Find(
                code,
                party is null ? "" : world.NameOf(party, sentences.Language),
                actsFor is null ? "" : world.NameOf(actsFor, sentences.Language),
                _place,
                instrument ?? "") ?? code;
    }
}
