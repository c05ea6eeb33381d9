using System.Text.Json.Serialization;

namespace Brokerage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderRow))]
internal sealed partial class OrderRowJson : JsonSerializerContext;
