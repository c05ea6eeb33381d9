using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Simulator.Faults.Wire;

/// <summary>A fault as the file spells it. Settable: generated readers give what is absent no default otherwise.</summary>
internal sealed record FaultEntry
{
    public required FaultKind Kind { get; set; }
    public string? Method { get; set; }
    public string? Path { get; set; }
    public int Skip { get; set; }
    public int? Times { get; set; }
    public double Probability { get; set; } = 1;
    public double DelaySeconds { get; set; }
    public int Status { get; set; } = 503;
    public string? Body { get; set; }

    public FaultRule ToRule()
    {
        var rule = new FaultRule
        {
            Kind = Kind,
            Method = Method,
            Path = Path,
            Skip = Skip,
            Times = Times,
            Probability = Probability,
            Delay = TimeSpan.FromSeconds(DelaySeconds),
            Status = Status,
            Body = Body,
        };
        FaultInjector.Check(rule);
        return rule;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    Converters = [typeof(FaultKindConverter)])]
[JsonSerializable(typeof(List<FaultEntry>))]
internal sealed partial class FaultJson : JsonSerializerContext;

internal sealed class FaultKindConverter() : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
