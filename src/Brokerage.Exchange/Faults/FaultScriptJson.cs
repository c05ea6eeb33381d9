using System.Text.Json.Serialization;

namespace Brokerage.Exchange;

/// <summary>How fault scripts are read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FaultScriptText))]
internal sealed partial class FaultScriptJson : JsonSerializerContext;
