using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Benchmarks;

public sealed record HandPosition
{
    public string Symbol { get; set; } = "";
    public string? AssetClass { get; set; }
    public string? Side { get; set; }
    public decimal Qty { get; set; }
    public decimal? QtyAvailable { get; set; }
    public decimal? AvgEntryPrice { get; set; }
    public decimal? CurrentPrice { get; set; }
    public decimal? MarketValue { get; set; }
    public decimal? CostBasis { get; set; }
    public decimal? UnrealizedPl { get; set; }
    public decimal? UnrealizedIntradayPl { get; set; }
}

public sealed record HandOrder
{
    public string Id { get; set; } = "";
    public string? ClientOrderId { get; set; }
    public string? Symbol { get; set; }
    public string? AssetClass { get; set; }
    public string? OrderClass { get; set; }
    public string? Type { get; set; }
    public string? Side { get; set; }
    public string? PositionIntent { get; set; }
    public string? TimeInForce { get; set; }
    public string? Status { get; set; }
    public bool ExtendedHours { get; set; }
    public decimal? Qty { get; set; }
    public decimal? Notional { get; set; }
    public decimal FilledQty { get; set; }
    public decimal? FilledAvgPrice { get; set; }
    public decimal? LimitPrice { get; set; }
    public decimal? StopPrice { get; set; }
    public decimal? TrailPrice { get; set; }
    public decimal? TrailPercent { get; set; }
    public decimal? Commission { get; set; }
    public string? Replaces { get; set; }
    public string? ReplacedBy { get; set; }
    public List<HandOrder>? Legs { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? UpdatedAt { get; set; }
    public DateTimeOffset? SubmittedAt { get; set; }
    public DateTimeOffset? FilledAt { get; set; }
    public DateTimeOffset? CanceledAt { get; set; }
    public DateTimeOffset? ExpiredAt { get; set; }
    public DateTimeOffset? FailedAt { get; set; }
    public DateTimeOffset? ReplacedAt { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(List<HandPosition>))]
[JsonSerializable(typeof(List<HandOrder>))]
internal sealed partial class HandJson : JsonSerializerContext;

/// <summary>
/// What a careful developer would write for this one broker: the platform's JSON made at compile time, and the public models filled by hand.
/// It trusts the broker's words and numbers to be as documented, and it guards, signs, limits, repeats and measures nothing.
/// </summary>
internal sealed class AlpacaByHand(HttpClient client, AccountRef account)
{
    private static readonly PriceTerms Market = new PriceTerms.Market();

    public async Task<IReadOnlyList<Position>> PositionsAsync()
    {
        List<HandPosition> rows = await ReadAsync("v2/positions", HandJson.Default.ListHandPosition);
        AsOf asOf = new(DateTimeOffset.UtcNow);
        List<Position> positions = new(rows.Count);
        foreach (HandPosition row in rows) positions.Add(ToPosition(row, asOf));
        return positions;
    }

    public async Task<IReadOnlyList<Order>> OrdersAsync()
    {
        List<HandOrder> rows = await ReadAsync("v2/orders?status=all&limit=500&direction=desc&nested=true", HandJson.Default.ListHandOrder);
        AsOf asOf = new(DateTimeOffset.UtcNow);
        List<Order> orders = new(rows.Count);
        foreach (HandOrder row in rows) orders.Add(ToOrder(row, asOf, null));
        return orders;
    }

    // Reading the whole body first was measured too: a little slower, and it takes the body's size in memory on top.
    private async Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type) => await client.GetFromJsonAsync(path, type) ?? throw new JsonException("nothing");

    private Position ToPosition(HandPosition row, AsOf asOf)
    {
        decimal sign = row.Side == "short" ? -1m : 1m;
        Instrument instrument = ToInstrument(row.Symbol, row.AssetClass);
        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = sign * decimal.Abs(row.Qty),
            Available = row.QtyAvailable is { } available ? sign * decimal.Abs(available) : null,
            Multiplier = instrument is Instrument.Option ? Multiplier(row) : 1m,
            Currency = Currency.Usd,
            AverageCost = row.AvgEntryPrice,
            Price = row.CurrentPrice,
            MarketValue = row.MarketValue is { } value ? sign * decimal.Abs(value) : null,
            UnrealizedProfit = row.UnrealizedPl,
            DayProfit = row.UnrealizedIntradayPl,
            AsOf = asOf,
        };
    }

    private static decimal? Multiplier(HandPosition row) =>
        row is { CostBasis: { } cost, AvgEntryPrice: > 0m and var price, Qty: not 0m } ? decimal.Round(decimal.Abs(cost / price / row.Qty)) : null;

    private Order ToOrder(HandOrder row, AsOf asOf, HandOrder? parent)
    {
        OrderState state = ToState(row.Status);
        bool isFinal = state is OrderState.Filled or OrderState.Cancelled or OrderState.Replaced or OrderState.Expired or OrderState.Rejected;
        OrderShape shape = parent is null ? ToShape(row.OrderClass) : OrderShape.Single;
        decimal? average = row.FilledQty == 0 ? null : row.FilledAvgPrice;
        return new Order
        {
            Ref = new OrderRef(account, OrderId.Parse(row.Id)),
            ClientOrderId = Own(row.ClientOrderId),
            WireId = row.ClientOrderId,
            State = new Raw<OrderState>(state, row.Status),
            Shape = new Raw<OrderShape>(shape, row.OrderClass),
            Role = ToRole(row, parent, shape),
            Legs =
            [
                new OrderLegState
                {
                    Leg = new OrderLeg(ToInstrument(row.Symbol!, row.AssetClass), row.Side == "buy" ? Side.Buy : Side.Sell, ToEffect(row.PositionIntent)),
                    RawAction = row.PositionIntent,
                    Quantity = row.Qty,
                    Filled = row.FilledQty,
                    AveragePrice = average,
                },
            ],
            Children = row.Legs is { } legs ? legs.ConvertAll(leg => ToOrder(leg, asOf, row)) : [],
            Parent = parent is null ? null : OrderId.Parse(parent.Id),
            Quantity = row.Qty is { } units ? new OrderQuantity.Units(units) : new OrderQuantity.Cash(new Money(row.Notional!.Value, Currency.Usd)),
            Filled = row.FilledQty,
            AveragePrice = average,
            Price = ToPrice(row),
            Currency = Currency.Usd,
            TimeInForce = row.TimeInForce == "gtc" ? TimeInForce.GoodTillCancelled : TimeInForce.Day,
            Sessions = row.ExtendedHours ? Sessions.Extended : Sessions.Regular,
            Replaces = row.Replaces is { } before ? OrderId.Parse(before) : null,
            ReplacedBy = row.ReplacedBy is { } next ? OrderId.Parse(next) : null,
            Fees = row.Commission is > 0 and var paid ? [new Fee("commission", new Money(paid, Currency.Usd))] : [],
            SubmittedAt = row.SubmittedAt ?? row.CreatedAt,
            ClosedAt = isFinal ? row.FilledAt ?? row.CanceledAt ?? row.ExpiredAt ?? row.ReplacedAt ?? row.FailedAt : null,
            AsOf = asOf with { BrokerTime = row.UpdatedAt },
        };
    }

    private static Instrument ToInstrument(string symbol, string? kind) => kind switch
    {
        "crypto" when symbol.IndexOf('/', StringComparison.Ordinal) is > 0 and var at => new Instrument.Crypto(symbol[..at], symbol[(at + 1)..]),
        "crypto" => new Instrument.Crypto(symbol[..^3], symbol[^3..]),
        "us_option" => new Instrument.Option(
            symbol[..^15],
            DateOnly.ParseExact(symbol.AsSpan(symbol.Length - 15, 6), "yyMMdd", System.Globalization.CultureInfo.InvariantCulture),
            decimal.Parse(symbol.AsSpan(symbol.Length - 8), System.Globalization.CultureInfo.InvariantCulture) / 1000m,
            symbol[^9] == 'C'),
        _ => new Instrument.Equity(symbol),
    };

    /// <summary>Ours end with a dot and the attempt.</summary>
    private static ClientOrderId? Own(string? wire) =>
        wire?.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && ClientOrderId.TryParse(wire[..dot], out ClientOrderId id) ? id : null;

    private static OrderState ToState(string? status) => status switch
    {
        "new" => OrderState.Working,
        "accepted" or "pending_new" => OrderState.Received,
        "held" => OrderState.Held,
        "partially_filled" => OrderState.PartiallyFilled,
        "filled" => OrderState.Filled,
        "canceled" => OrderState.Cancelled,
        "replaced" => OrderState.Replaced,
        "expired" => OrderState.Expired,
        "rejected" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    private static OrderShape ToShape(string? shape) => shape switch
    {
        "" or "simple" => OrderShape.Single,
        "bracket" => OrderShape.Bracket,
        _ => OrderShape.Unknown,
    };

    private static OrderRole ToRole(HandOrder row, HandOrder? parent, OrderShape shape) =>
        parent is not null ? row.Type == "limit" ? OrderRole.TakeProfit : OrderRole.StopLoss : shape == OrderShape.Bracket ? OrderRole.Entry : OrderRole.Single;

    private static PositionEffect ToEffect(string? intent) => intent switch
    {
        "buy_to_open" or "sell_to_open" => PositionEffect.Open,
        "buy_to_close" or "sell_to_close" => PositionEffect.Close,
        _ => PositionEffect.Unspecified,
    };

    private static PriceTerms ToPrice(HandOrder row) => row.Type switch
    {
        "limit" => new PriceTerms.Limit(row.LimitPrice!.Value),
        "stop" => new PriceTerms.Stop(row.StopPrice!.Value),
        "stop_limit" => new PriceTerms.StopLimit(row.StopPrice!.Value, row.LimitPrice!.Value),
        "trailing_stop" when row.TrailPercent is { } percent => new PriceTerms.Trailing(percent / 100m, InPercent: true),
        "trailing_stop" => new PriceTerms.Trailing(row.TrailPrice!.Value, InPercent: false),
        _ => Market,
    };
}
