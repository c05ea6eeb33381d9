using System.Text.Json;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca;

/// <summary>The broker's refusals, with its codes and its words. One code stands for many reasons; only the words tell them apart.</summary>
internal static class AlpacaErrors
{
    public const int BadBody = 40010000;
    public const int BadParameter = 40010001;
    public const int Forbidden = 40310000;
    public const int NotFound = 40410000;
    public const int Unprocessable = 42210000;
    public const int TooMany = 42910000;

    /// <summary>The real hosts send no code with this one.</summary>
    public static Reply Unauthorized() => Of(401, new ErrorWire { Message = "unauthorized." });

    public static Reply OAuthClient() => Of(401, new ErrorWire { Code = 40110000, Message = "invalid_client" });

    public static Reply OAuthGrant() => Of(401, new ErrorWire { Code = 40110000, Message = "invalid_grant" });

    public static Reply RateLimited() => Of(429, new ErrorWire { Code = TooMany, Message = "rate limit exceeded" });

    public static Reply EndpointNotFound() => Of(404, new ErrorWire { Code = NotFound, Message = "endpoint not found." });

    public static Reply InvalidBody() => Of(400, new ErrorWire { Code = BadBody, Message = "request body format is invalid" });

    public static Reply OrderNotFound(string id) => Of(404, NoOrder(id));

    public static ErrorWire NoOrder(string id) => new() { Code = NotFound, Message = $"order not found for {id}" };

    public static Reply AssetNotFound(string symbol) => Of(404, new ErrorWire { Code = NotFound, Message = $"asset not found for {symbol}" });

    public static Reply WatchlistNotFound() => Of(404, new ErrorWire { Code = NotFound, Message = "watchlist not found" });

    public static Reply NoPosition() => Of(404, new ErrorWire { Code = NotFound, Message = "position does not exist" });

    public static Reply OrderAssetNotFound(string symbol) => Unprocessed($"asset \"{symbol}\" not found");

    public static Reply DuplicateClientOrderId() => Invalid("client_order_id must be unique");

    public static Reply NotReplaceable() => Unprocessed("unable to replace order in current state");

    public static Reply AlreadyIn(string status) => Unprocessed($"order is already in \"{status}\" state");

    public static Reply NotFractionable(string symbol) => Refused($"asset \"{symbol}\" is not fractionable");

    public static Reply SubPenny(string field, decimal price) =>
        Unprocessed($"invalid {field} {WireText.Number(price)}. sub-penny increment does not fulfill minimum pricing criteria");

    public static Reply BuyingPower(decimal buyingPower, decimal costBasis) => Of(403, new ErrorWire
    {
        Code = Forbidden,
        Message = "insufficient buying power",
        BuyingPower = WireText.Cents(Math.Max(0, buyingPower)),
        CostBasis = WireText.Cents(costBasis),
    });

    public static Reply Quantity(string symbol, decimal requested, decimal existing, decimal held) => Of(403, new ErrorWire
    {
        Code = Forbidden,
        Message = $"insufficient qty available for order (requested: {WireText.Number(requested)}, available: {WireText.Number(existing - held)})",
        Symbol = symbol,
        Available = WireText.Number(existing - held),
        ExistingQty = WireText.Number(existing),
        HeldForOrders = WireText.Number(held),
    });

    public static Reply StopPrice(bool isBuy, decimal stop, decimal market) => Of(422, new ErrorWire
    {
        Code = Unprocessable,
        Message = $"stop price must be {(isBuy ? "greater" : "less")} than current price",
        MarketPrice = WireText.Number(market),
        StopPrice = WireText.Number(stop),
    });

    /// <summary>The data host's refusals have no code.</summary>
    public static Reply BadRequest(string message) => Of(400, new ErrorWire { Message = message });

    public static Reply Refused(string message) => Of(403, new ErrorWire { Code = Forbidden, Message = message });

    public static Reply Invalid(string message) => Of(422, new ErrorWire { Code = BadParameter, Message = message });

    public static Reply Unprocessed(string message) => Of(422, new ErrorWire { Code = Unprocessable, Message = message });

    private static Reply Of(int status, ErrorWire body) => Reply.Json(status, JsonSerializer.SerializeToUtf8Bytes(body, AlpacaJson.Wire.ErrorWire));
}
