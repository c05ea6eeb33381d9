using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>A prepared order as the request that places it, and as what an order that carries its id must look like.</summary>
internal sealed class AlpacaOutgoingOrder
{
    private readonly Func<OrderWire, bool?> _isSame;

    private AlpacaOutgoingOrder(BrokerRequest request, Func<OrderWire, bool?> isSame) => (Request, _isSame) = (request, isSame);

    public BrokerRequest Request { get; }

    private bool SellsCoins { get; init; }

    public static AlpacaOutgoingOrder From(PreparedOrder order, AccountId account)
    {
        switch (order.Intent)
        {
            case OrderIntent.New place:
                var body = RequestMapping.ToNewOrder(place.Plan, order.WireId!);
                return new AlpacaOutgoingOrder(
                    Placement("orders.place", HttpMethod.Post, "v2/orders", account, BrokerRequest.JsonBody(body, AlpacaJson.Default.NewOrderWire)),
                    found => Recognition.IsSame(body, found))
                {
                    SellsCoins = place.Plan is OrderPlan.Single { Spec.Legs: [{ Instrument: Instrument.Crypto, Side: Side.Sell }] },
                };
            case OrderIntent.Replace replace:
                var patch = RequestMapping.ToPatch(replace.Change, order.WireId!);
                var path = RequestPath.Of($"v2/orders/{replace.Target.Value}");
                return new AlpacaOutgoingOrder(
                    Placement("orders.replace", HttpMethod.Patch, path, account, BrokerRequest.JsonBody(patch, AlpacaJson.Default.PatchOrderWire)),
                    found => Recognition.IsSame(patch, replace.Target.Value, found));
            default:
                throw AlpacaErrors.Refuse($"Alpaca does not know the wish '{order.Intent.GetType().Name}'.");
        }
    }

    /// <returns>Null where what is found does not tell enough of itself to say.</returns>
    public bool? IsSame(OrderWire found) => _isSame(found);

    /// <summary>Alpaca says "insufficient balance" of coins as of money: what a sale lacks is what it sells.</summary>
    public BrokerageError Explain(BrokerageError error) =>
        SellsCoins && error.Code == BrokerageErrorCode.InsufficientFunds ? error with { Code = BrokerageErrorCode.InsufficientShares } : error;

    private static BrokerRequest Placement(string operation, HttpMethod method, string path, AccountId account, ReadOnlyMemory<byte> body) => new()
    {
        Operation = operation,
        Class = OperationClass.Placement,
        Purpose = EndpointPurpose.Trading,
        Method = method,
        Path = path,
        RateClass = AlpacaSession.TradingRate,
        Account = account,
        ContentType = "application/json",
        Body = body,
    };
}
