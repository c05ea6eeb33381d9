using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Benchmarks;

/// <summary>
/// What a careful developer would write for this one broker: the platform's JSON made at compile time, and the public models filled by hand,
/// page after page. It trusts the broker's words and numbers to be as documented, asks no calendar whether an order is at work, and guards,
/// signs, limits, repeats and measures nothing.
/// </summary>
internal sealed class ETradeByHand(HttpClient client, AccountRef account)
{
    private static readonly PriceTerms Market = new PriceTerms.Market();

    public async Task<IReadOnlyList<Position>> PositionsAsync()
    {
        List<Position> positions = [];
        string? page = null;
        do
        {
            var answer = await ReadAsync(
                $"v1/accounts/{account.Account.Value}/portfolio.json?count=200&view=QUICK{(page is null ? "" : "&pageNumber=" + page)}", HandETradeJson.Default.HandPortfolioAnswer);
            AsOf asOf = new(DateTimeOffset.UtcNow);
            HandPortfolio portfolio = answer.PortfolioResponse.AccountPortfolio[0];
            foreach (HandETradePosition row in portfolio.Position) positions.Add(ToPosition(row, asOf));
            page = portfolio.NextPageNo;
        }
        while (page is not null);
        return positions;
    }

    public async Task<IReadOnlyList<Order>> OrdersAsync()
    {
        List<Order> orders = [];
        string? marker = null;
        do
        {
            var answer = await ReadAsync(
                $"v1/accounts/{account.Account.Value}/orders.json?count=100&fromDate=01012026&toDate=03162026{(marker is null ? "" : "&marker=" + marker)}",
                HandETradeJson.Default.HandOrdersAnswer);
            AsOf asOf = new(DateTimeOffset.UtcNow);
            foreach (HandETradeOrder row in answer.OrdersResponse.Order) orders.Add(ToOrder(row, asOf));
            marker = answer.OrdersResponse.Marker;
        }
        while (marker is not null);
        return orders;
    }

    private async Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type) => await client.GetFromJsonAsync(path, type) ?? throw new JsonException("nothing");

    private Position ToPosition(HandETradePosition row, AsOf asOf)
    {
        Instrument instrument = ToInstrument(row.Product);
        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = row.Quantity,
            Bucket = row.PositionIndicator,
            Multiplier = instrument is Instrument.Option ? 100m : 1m,
            Currency = Currency.Usd,
            AverageCost = row.PricePaid == 0m ? null : row.PricePaid,
            Price = row.Quick.LastTrade,
            MarketValue = row.MarketValue,
            UnrealizedProfit = row.PricePaid == 0m ? null : row.TotalGain + row.Commissions + row.OtherFees,
            DayProfit = row.DaysGain,
            AsOf = asOf,
        };
    }

    private Order ToOrder(HandETradeOrder row, AsOf asOf)
    {
        OrderId id = OrderId.Parse(row.OrderId.ToString(CultureInfo.InvariantCulture));
        if (row.OrderDetail is [var only]) return ToOrder(only, id, row.OrderType, asOf);

        List<Order> children = row.OrderDetail.ConvertAll(detail =>
            ToOrder(detail, OrderId.Parse(string.Create(CultureInfo.InvariantCulture, $"{row.OrderId}#{detail.OrderNumber}")), null, asOf) with
            {
                IsAddressable = false,
                Parent = id,
                Role = OrderRole.Member,
            });
        return new Order
        {
            Ref = new OrderRef(account, id),
            State = children[0].State,
            Shape = new Raw<OrderShape>(row.OrderType == "ONE_CANCELS_ALL" ? OrderShape.OneCancels : OrderShape.Unknown, row.OrderType),
            Role = OrderRole.Unknown,
            Legs = [],
            Children = children,
            Filled = 0m,
            Price = null,
            TimeInForce = null,
            Currency = Currency.Usd,
            SubmittedAt = children[0].SubmittedAt,
            AsOf = asOf,
        };
    }

    private Order ToOrder(HandOrderDetail detail, OrderId id, string? type, AsOf asOf)
    {
        List<OrderLegState> legs = detail.Instrument.ConvertAll(ToLeg);
        decimal filled = legs[0].Filled;
        OrderState state = ToState(detail, filled, legs[0].Quantity!.Value);
        return new Order
        {
            Ref = new OrderRef(account, id),
            State = new Raw<OrderState>(state, detail.Status),
            Shape = new Raw<OrderShape>(legs.Count > 1 ? OrderShape.MultiLeg : OrderShape.Single, type),
            Role = OrderRole.Single,
            Legs = legs,
            Quantity = new OrderQuantity.Units(legs[0].Quantity!.Value),
            Filled = filled,
            AveragePrice = filled == 0m ? null : legs is [var leg] ? leg.AveragePrice : Net(legs),
            Price = ToPrice(detail),
            Currency = Currency.Usd,
            TimeInForce = detail.OrderTerm == "GOOD_UNTIL_CANCEL" ? TimeInForce.GoodTillCancelled : TimeInForce.Day,
            Sessions = detail.MarketSession == "EXTENDED" ? Sessions.Extended : Sessions.Regular,
            AllOrNone = detail.AllOrNone,
            Replaces = ToId(detail.ReplacesOrderId),
            ReplacedBy = ToId(detail.ReplacedByOrderId),
            Fees = state == OrderState.Filled ? ToFees(detail.Instrument) : [],
            SubmittedAt = DateTimeOffset.FromUnixTimeMilliseconds(detail.PlacedTime),
            ClosedAt = state == OrderState.Filled && detail.ExecutedTime is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            AsOf = asOf,
        };
    }

    private static OrderLegState ToLeg(HandLeg row) => new()
    {
        Leg = new OrderLeg(ToInstrument(row.Product), row.OrderAction is "BUY" or "BUY_OPEN" or "BUY_CLOSE" or "BUY_TO_COVER" ? Side.Buy : Side.Sell, ToEffect(row.OrderAction)),
        RawAction = row.OrderAction,
        Quantity = row.OrderedQuantity,
        Filled = row.FilledQuantity,
        AveragePrice = row.AverageExecutionPrice,
    };

    private static Instrument ToInstrument(HandProduct product) => product.SecurityType == "OPTN"
        ? new Instrument.Option(product.Symbol, new DateOnly(product.ExpiryYear, product.ExpiryMonth, product.ExpiryDay), product.StrikePrice, product.CallPut == "CALL")
        : new Instrument.Equity(product.Symbol);

    private static decimal? Net(List<OrderLegState> legs)
    {
        decimal? net = 0m;
        foreach (OrderLegState leg in legs) net += leg.Leg.Side == Side.Sell ? -leg.AveragePrice : leg.AveragePrice;
        return net;
    }

    private static List<Fee> ToFees(List<HandLeg> rows)
    {
        List<Fee> fees = [];
        foreach (HandLeg row in rows)
        {
            if (row.EstimatedCommission > 0m) fees.Add(new Fee("estimated commission", new Money(row.EstimatedCommission, Currency.Usd)));
            if (row.EstimatedFees > 0m) fees.Add(new Fee("estimated fees", new Money(row.EstimatedFees, Currency.Usd)));
        }

        return fees;
    }

    private static OrderId? ToId(long? id) => id is { } number ? OrderId.Parse(number.ToString(CultureInfo.InvariantCulture)) : null;

    private static OrderState ToState(HandOrderDetail detail, decimal filled, decimal asked) => detail.Status switch
    {
        "OPEN" or "INDIVIDUAL_FILLS" => filled == 0m ? OrderState.Working : filled < asked ? OrderState.PartiallyFilled : OrderState.Filled,
        "EXECUTED" => OrderState.Filled,
        "CANCEL_REQUESTED" => OrderState.PendingCancel,
        "CANCELLED" => detail.ReplacedByOrderId is null ? OrderState.Cancelled : OrderState.Replaced,
        "EXPIRED" => OrderState.Expired,
        "REJECTED" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    private static PositionEffect ToEffect(string? action) => action switch
    {
        "BUY_OPEN" or "SELL_OPEN" or "SELL_SHORT" => PositionEffect.Open,
        "BUY_CLOSE" or "SELL_CLOSE" or "BUY_TO_COVER" => PositionEffect.Close,
        _ => PositionEffect.Unspecified,
    };

    private static PriceTerms ToPrice(HandOrderDetail detail) => detail.PriceType switch
    {
        "LIMIT" or "NET_DEBIT" => new PriceTerms.Limit(detail.LimitPrice),
        "NET_CREDIT" => new PriceTerms.Limit(-detail.LimitPrice),
        "STOP" => new PriceTerms.Stop(detail.StopPrice),
        "STOP_LIMIT" => new PriceTerms.StopLimit(detail.StopPrice, detail.LimitPrice),
        "TRAILING_STOP_CNST" => new PriceTerms.Trailing(detail.StopPrice, InPercent: false),
        "TRAILING_STOP_PRCT" => new PriceTerms.Trailing(detail.StopPrice / 100m, InPercent: true),
        _ => Market,
    };
}
