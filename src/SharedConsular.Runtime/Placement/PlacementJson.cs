using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedConsular.Runtime;

/// <summary>How a command is written for another node. It is read by nodes of the same build only; others get it without its content.</summary>
public static class PlacementJson
{
    /// <summary>As what is stored is written, and pairs of values besides, which no event holds.</summary>
    private static readonly JsonSerializerOptions Content = new(StoredJson.Options) { IncludeFields = true };

    public static JsonSerializerOptions OptionsFor(EntityTypes types) => new(StoredJson.Options) { Converters = { new CommandConverter(types) } };

    /// <param name="Build">Of the assembly that declares the command.</param>
    private sealed record Wire(
        EntityKey Key, Guid Build, string Command, JsonElement Body, string? RequestKey, string? Fingerprint, long? IfVersion);

    private sealed class CommandConverter(EntityTypes types) : JsonConverter<PlacedCommand>
    {
        public override PlacedCommand Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var wire = JsonSerializer.Deserialize<Wire>(ref reader, StoredJson.Options) ?? throw new JsonException("A placed command is never null.");
            var type = types.Find(wire.Key.Type)?.FindCommand(wire.Command, wire.Build);

            return new PlacedCommand(wire.Key, type is null ? null : wire.Body.Deserialize(type, Content), wire.RequestKey, wire.Fingerprint, wire.IfVersion);
        }

        public override void Write(Utf8JsonWriter writer, PlacedCommand value, JsonSerializerOptions options)
        {
            var type = value.Command!.GetType();
            var body = JsonSerializer.SerializeToElement(value.Command, type, Content);
            var wire = new Wire(value.Key, type.Module.ModuleVersionId, type.FullName!, body, value.RequestKey, value.Fingerprint, value.IfVersion);
            JsonSerializer.Serialize(writer, wire, StoredJson.Options);
        }
    }
}
