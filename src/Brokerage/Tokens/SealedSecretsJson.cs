using System.Text.Json.Serialization;

namespace Brokerage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SealedSecretsFile))]
internal sealed partial class SealedSecretsJson : JsonSerializerContext;
