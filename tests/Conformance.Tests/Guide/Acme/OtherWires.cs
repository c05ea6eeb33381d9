using System.Text.Json.Serialization;
using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide.Acme;

/// <summary>Peculiarities that Acme's wire does not have and many others do.</summary>
internal static class OtherWires
{
    #region side-and-total
    // The size stands without a sign beside a word for its side, and the cost is that of the whole holding, signed as the cash moved.
    public static (decimal Quantity, decimal? AverageCost) ToHolding(decimal size, string? side, decimal? paid)
    {
        var quantity = side switch
        {
            "L" => size,
            "S" => -size,
            _ => throw AcmeErrors.Unreadable("a holding on neither side"), // guessed, it is wrong by twice its size
        };
        return (quantity, quantity == 0m ? null : -paid / quantity); // 12 for -4830 cost 402.50 each; so do -12 for 4830
    }
    #endregion

    #region read-by-post
    // A read that is sent as a POST stays a read: it may be repeated, and it changes nothing.
    public static BrokerRequest Ask(IReadOnlyCollection<string> symbols) => new()
    {
        Operation = "quotes.read",
        Class = OperationClass.Read,
        Purpose = EndpointPurpose.MarketData,
        Method = HttpMethod.Post,
        Path = "v1/tickets",
        ContentType = "application/json",
        Body = BrokerRequest.JsonBody(new AskWire(symbols), AskJson.Default.AskWire),
    };
    #endregion
}

internal sealed record AskWire(IReadOnlyCollection<string> Want);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AskWire))]
internal sealed partial class AskJson : JsonSerializerContext;
