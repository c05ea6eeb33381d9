using System.Globalization;

namespace Brokerage.Storage.Sqlite;

/// <summary>A position as a row. What tells the instrument is its text; the terms of an option stand beside it for those who ask with SQL.</summary>
internal static class PositionRow
{
    public const string Columns =
        "instrument, bucket, quantity, available, multiplier, currency, average_cost, price, market_value, unrealized_profit, day_profit, info, received_at, broker_time";

    private const string Told = "asset_class, option_root, option_expires, option_strike, option_kind, underlying";

    public static void Insert(Statements sql, AccountRef account, IReadOnlyList<Position> positions)
    {
        if (positions.Count == 0) return;
        using var insert = sql.Prepare(
            $"""
            INSERT INTO positions (connection, account, broker, place, {Columns}, {Told})
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
            """,
            24);
        for (var place = 0; place < positions.Count; place++) Insert(insert, account, place, positions[place]);
    }

    public static Position Read(Row row, AccountRef account) => new()
    {
        Account = account,
        Instrument = Instrument.Parse(row.Text(0)),
        Bucket = row.TextOrNull(1),
        Quantity = row.Decimal(2),
        Available = row.DecimalOrNull(3),
        Multiplier = row.DecimalOrNull(4),
        Currency = Currency.Parse(row.Text(5)),
        AverageCost = row.DecimalOrNull(6),
        Price = row.DecimalOrNull(7),
        MarketValue = row.DecimalOrNull(8),
        UnrealizedProfit = row.DecimalOrNull(9),
        DayProfit = row.DecimalOrNull(10),
        Info = row.TextOrNull(11) is { } info ? HoldingsCodec.DecodeInfo(info) : null,
        AsOf = new AsOf(row.Moment(12), row.MomentOrNull(13)),
    };

    private static void Insert(PreparedStatement insert, AccountRef account, int place, Position position)
    {
        var option = OptionTerms.Of(position);
        insert.Execute(
            account.Connection.Value,
            account.Account.Value,
            account.Broker.Value,
            place,
            position.Instrument.ToString(),
            position.Bucket,
            Row.Number(position.Quantity),
            Row.Number(position.Available),
            Row.Number(position.Multiplier),
            position.Currency.Code,
            Row.Number(position.AverageCost),
            Row.Number(position.Price),
            Row.Number(position.MarketValue),
            Row.Number(position.UnrealizedProfit),
            Row.Number(position.DayProfit),
            position.Info is { } info ? HoldingsCodec.Encode(info) : null,
            Row.Time(position.AsOf.Received),
            Row.Time(position.AsOf.BrokerTime),
            position.Instrument.AssetClass.ToString(),
            option?.Root,
            option?.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Row.Number(option?.Strike),
            option is null ? null : option.IsCall ? "call" : "put",
            option?.Underlying);
    }

    private sealed record OptionTerms(string Root, DateOnly Expires, decimal Strike, bool IsCall, string? Underlying)
    {
        public static OptionTerms? Of(Position position) => position.Instrument switch
        {
            Instrument.Option option => new(option.Root, option.Expires, option.Strike, option.IsCall, position.Info?.Underlying?.ToString()),
            Instrument.FutureOption option => new(option.Underlying.Root, option.Expires, option.Strike, option.IsCall, option.Underlying.ToString()),
            _ => null,
        };
    }
}
