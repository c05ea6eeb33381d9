using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tour;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(TourDocument))]
internal sealed partial class TourJson : JsonSerializerContext
{
    public static string Write(TourDocument document) => JsonSerializer.Serialize(document, Default.TourDocument);
}
