using System.Text.Json.Serialization;

namespace Brokerage.Transport.Tests.Json;

internal sealed record Tolerant
{
    public decimal? Amount { get; init; }

    public double? Greek { get; init; }

    [JsonConverter(typeof(DecimalTextConverter))]
    public decimal? AmountText { get; init; }

    [JsonConverter(typeof(RequiredDecimalConverter))]
    public decimal Needed { get; init; }

    public DateTimeOffset? When { get; init; }

    [JsonConverter(typeof(UtcInstantConverter))]
    public DateTimeOffset? WhenUtc { get; init; }

    public DateOnly? Day { get; init; }

    public bool? Yes { get; init; }

    public long? Count { get; init; }

    [JsonConverter(typeof(TextConverter))]
    public string? Id { get; init; }

    [JsonConverter(typeof(ObjectMapConverter<Tolerant>))]
    public IReadOnlyDictionary<string, Tolerant>? ByName { get; init; }

    [JsonConverter(typeof(OneOrManyConverter<Tolerant>))]
    public IReadOnlyList<Tolerant>? Many { get; init; }

    [JsonConverter(typeof(MarginConverter))]
    public Raw<MarginKind> Kind { get; init; }

    internal sealed class MarginConverter() : RawConverter<MarginKind>(Words)
    {
        private static readonly WordTable<MarginKind> Words = new(("CASH", MarginKind.Cash), ("MARGIN", MarginKind.Margin));
    }
}

[JsonSourceGenerationOptions(Converters = [
    typeof(DecimalConverter), typeof(DoubleConverter), typeof(InstantConverter), typeof(DateConverter), typeof(BooleanConverter), typeof(Int64Converter), typeof(Int32Converter)])]
[JsonSerializable(typeof(Tolerant))]
internal sealed partial class TolerantContext : JsonSerializerContext;
