using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Tests;

/// <summary>Answers written by hand in the shape of the real ones, as they lie in the repository.</summary>
internal static class Fixture
{
    public static string Root { get; } = Repository.At("tests", "Brokerage.ETrade.Tests", "Fixtures");

    public static string Text(string name) => File.ReadAllText(Path.Combine(Root, name + ".json"));

    public static T Read<T>(string name, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Text(name), type)!;

    /// <summary>The same answer in XML: a list is a repeated element, nothing is an empty one.</summary>
    public static string Xml(string name) => Encoding.UTF8.GetString(XmlBody.Of(Encoding.UTF8.GetBytes(Text(name))).Span);
}
