using System.Text.Json;
using System.Xml;

namespace Brokerage.ETrade.Wire;

/// <summary>
/// An error in JSON or XML: <c>Error</c> with a code and a message, of which either may be missing; older addresses call them ErrorCode and
/// ErrorMessage. Anything else is no error of E*TRADE's own making.
/// </summary>
internal readonly record struct ErrorBody(string? Code, string? Message)
{
    public bool IsEmpty => Code is null && Message is null;

    public static ErrorBody Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return default;
        }

        try
        {
            var json = XmlTree.IsXml(body.Span) ? XmlTree.ToJson(body) : body;
            var error = JsonSerializer.Deserialize(json.Span, ETradeJson.Default.ErrorAnswerWire)?.Error;
            return new ErrorBody(Text(error?.Code) ?? Text(error?.ErrorCode), Text(error?.Message) ?? Text(error?.ErrorMessage));
        }
        catch (Exception failure) when (failure is XmlException or JsonException or InvalidOperationException or NotSupportedException)
        {
            return default;
        }
    }

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 } told ? told : null;
}
