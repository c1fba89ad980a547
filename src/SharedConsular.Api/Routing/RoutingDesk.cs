using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SharedConsular.Api.Start;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Languages;
using SharedConsular.Routing;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Routing;

/// <summary>Takes routing decisions, stores them, and takes them again.</summary>
internal sealed class RoutingDesk(EntityRuntime entities, WorldKeeper worlds, AskRouter router)
{
    /// <summary>Half of SHA-256: no two questions share an id.</summary>
    private const int IdLength = 32;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly JsonSerializerOptions QuestionJson = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>Decides and stores: the decision can be replayed as soon as this returns.</summary>
    public async Task<TakenDecision> Decide(RoutingQuery query, CancellationToken ct)
    {
        var world = worlds.Current;
        var answer = await router(query, world);
        var question = JsonSerializer.Serialize(RoutingQuestions.Normalise(query), QuestionJson);
        var id = IdOf(question, world.Version);
        var canonical = Encoding.UTF8.GetString(Render(id, query, answer, world, Sentences.English).Span);
        await entities.Execute(
            RoutingRecord.Type, RoutingRecord.KeyOf(id), new RecordRouting(question, world.Version, canonical), Caller.System, null, null, ct);

        return new TakenDecision(id, query, answer, world);
    }

    public async Task<RoutingRecord?> Find(string id, CancellationToken ct) =>
        (await entities.Find(RoutingRecord.Type, RoutingRecord.KeyOf(id), ct))?.State;

    /// <summary>Takes a stored decision again in the world of its time. Null when that world can no longer be built.</summary>
    public async Task<RoutingReplayResponse?> Replay(string id, RoutingRecord record, DateOnly today, CancellationToken ct)
    {
        if (await worlds.Find(record.World, ct) is not { } world)
        {
            return null;
        }

        var replayed = DecideAgain(id, record, world, today, Sentences.English) ?? default;
        var stored = Encoding.UTF8.GetBytes(record.Answer);

        return new RoutingReplayResponse(
            id, record.World, stored.AsSpan().SequenceEqual(replayed.Span),
            Convert.ToHexStringLower(SHA256.HashData(stored)), Convert.ToHexStringLower(SHA256.HashData(replayed.Span)));
    }

    /// <summary>A stored decision as it was taken, in a language; in English when the world of its time is gone.</summary>
    public async Task<ReadOnlyMemory<byte>> Say(string id, RoutingRecord record, DateOnly today, Sentences sentences, CancellationToken ct) =>
        sentences != Sentences.English
        && await worlds.Find(record.World, ct) is { } world
        && DecideAgain(id, record, world, today, sentences) is { } said
            ? said
            : Encoding.UTF8.GetBytes(record.Answer);

    public static ReadOnlyMemory<byte> Render(string id, RoutingQuery query, RoutingAnswer answer, World world, Sentences sentences)
    {
        var buffer = new ArrayBufferWriter<byte>(8 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, id);
            json.WriteString("world"u8, world.Version);
            RoutingAnswerJson.WriteProperties(json, query, answer, world, sentences);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static ReadOnlyMemory<byte>? DecideAgain(string id, RoutingRecord record, World world, DateOnly today, Sentences sentences)
    {
        var request = JsonSerializer.Deserialize<RoutingRequest>(record.Question, QuestionJson)!;
        var query = RoutingQuestions.Parse(request, world, request.On ?? today, new Requests.FaultList());

        return query is null ? default(ReadOnlyMemory<byte>?) : Render(id, query, Router.Decide(query, world), world, sentences);
    }

    private static string IdOf(string question, string world) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{world}\n{question}")))[..IdLength];
}

/// <summary>A decision that was taken and stored, with all it rested on.</summary>
internal sealed record TakenDecision(string Id, RoutingQuery Query, RoutingAnswer Answer, World World);
