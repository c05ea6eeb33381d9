using System.Text.Json;
using Brokerage.Shapes.Reading;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>What a simulated broker answers, held against what that broker was recorded, specified or described to say.</summary>
internal sealed class ShapeBook
{
    private readonly ShapeManifest _manifest;
    private readonly IReadOnlyList<Operation> _operations;

    public ShapeBook(string broker)
    {
        _manifest = ShapeManifest.Load(broker);
        _operations =
        [
            // Shapes that are known from XML hold texts alone.
            .. from shape in _manifest.Shapes.Values.Where(shape => !shape.Name.EndsWith("(XML)", StringComparison.Ordinal))
               from endpoint in shape.Endpoints
               let words = endpoint.Split(' ')
               where words[0] is not ("WS" or "ANY") && !words.Contains("request", StringComparer.Ordinal)
               select new Operation(words[0], words[1].Split('/'), words[^1] is "[]", shape),
        ];
    }

    public Shape this[string name] => _manifest[name];

    /// <summary>An answer in JSON. Pages of the sign-in and injected nonsense are no messages.</summary>
    public void CheckAnswer(string method, string path, int status, string? type, string text)
    {
        if (type is not "application/json" || text.Length == 0)
        {
            return;
        }

        using var document = JsonDocument.Parse(text);
        if (status >= 400)
        {
            Demand(_manifest["refusal"], [document.RootElement], $"{method} {path}");
            return;
        }

        var operation = Find(method, path);
        Assert.True(operation is not null, $"No shape is known of what {method} {path} answers.");
        Demand(operation!.Shape, operation.IsList ? document.RootElement.EnumerateArray() : [document.RootElement], $"{method} {path}");
    }

    public static void Demand(Shape shape, IEnumerable<JsonElement> messages, string where)
    {
        var differences = messages.SelectMany(message => ShapeCheck.Differences(shape, message)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(differences.Count == 0, $"{where} differs from what is recorded:\n{string.Join('\n', differences)}");
    }

    private Operation? Find(string method, string path)
    {
        var parts = Uri.UnescapeDataString(path).TrimEnd('/').Split('/');
        return _operations.Where(operation => string.Equals(operation.Method, method, StringComparison.Ordinal) && operation.Fits(parts))
            .MinBy(operation => operation.Parts.Count(part => part.StartsWith('{')));
    }

    private sealed record Operation(string Method, string[] Parts, bool IsList, Shape Shape)
    {
        /// <summary>A symbol of crypto has a slash, so the last name in braces may take two parts.</summary>
        public bool Fits(string[] parts) =>
            (parts.Length == Parts.Length || (parts.Length == Parts.Length + 1 && Parts[^1].StartsWith('{')))
            && Parts.Zip(parts).All(pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
    }
}
