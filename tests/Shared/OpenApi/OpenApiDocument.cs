using System.Text.Json;

namespace Brokerage.TestSupport.OpenApi;

/// <summary>A broker's OpenAPI document in JSON.</summary>
internal sealed class OpenApiDocument
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private OpenApiDocument(JsonElement root)
    {
        var schemas = new OpenApiSchema(root);
        Operations =
        [
            .. from path in root.GetProperty("paths").EnumerateObject()
               from method in Methods
               where path.Value.TryGetProperty(method, out _)
               select new OpenApiOperation(schemas, method.ToUpperInvariant(), path.Name, path.Value.GetProperty(method)),
        ];
    }

    public IReadOnlyList<OpenApiOperation> Operations { get; }

    /// <summary>Skips the running test where the brokers' documents are not at hand.</summary>
    public static OpenApiDocument Require(string broker, string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(BrokerFacts.Require(broker, "openapi", file)));
        return new OpenApiDocument(document.RootElement.Clone());
    }

    public OpenApiOperation? Find(string method, string path) =>
        Operations.Where(operation => operation.Fits(method, path)).MinBy(operation => operation.Distance(path));
}
