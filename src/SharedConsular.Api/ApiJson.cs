using System.Text.Json.Serialization;
using SharedConsular.Contracts;

namespace SharedConsular.Api;

/// <summary>Generated serialisation for the answers that are asked for most.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CaseResponse))]
[JsonSerializable(typeof(Page<CaseLineResponse>))]
[JsonSerializable(typeof(HouseholdReceiptResponse))]
internal sealed partial class ApiJson : JsonSerializerContext;
