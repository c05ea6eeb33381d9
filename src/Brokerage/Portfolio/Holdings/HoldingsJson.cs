using System.Text.Json.Serialization;

namespace Brokerage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BalanceRecord))]
[JsonSerializable(typeof(InstrumentInfoRecord))]
internal sealed partial class HoldingsJson : JsonSerializerContext;
