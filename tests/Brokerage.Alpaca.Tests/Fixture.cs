using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Alpaca.Tests;

/// <summary>Answers written by hand in the shape of the real ones, as they lie in the repository.</summary>
internal static class Fixture
{
    public static string Root { get; } = Repository.At("tests", "Brokerage.Alpaca.Tests", "Fixtures");

    public static string Text(string name) => File.ReadAllText(Path.Combine(Root, name + ".json"));

    public static T Read<T>(string name, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Text(name), type)!;

    public static IReadOnlyList<string> Names(string area) =>
        [.. Directory.GetFiles(Path.Combine(Root, area), "*.json").Select(path => Path.GetFileNameWithoutExtension(path))];
}
