using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Fdx;

/// <summary>Each account is wrapped in the kind that it is. Everything is optional; what is not there stays null.</summary>
internal static class FdxMapping
{
    public static Account Account(JsonNode row, ConnectionId connection, DateTimeOffset received)
    {
        var (kind, wire) = Unwrap(row);
        var type = wire.Text("accountType");
        var status = wire.Text("status");
        return new Account
        {
            Ref = new AccountRef(connection, FdxAdapter.Broker, AccountId.TryParse(wire.Text("accountId"), out var id) ? id : AccountId.Parse("?")),
            MaskedNumber = wire.Text("accountNumberDisplay") is { } shown ? Mask.Tail(shown) : "****",
            Name = wire.Text("nickname") ?? wire.Text("productName") ?? wire.Word("description"),
            Margin = new Raw<MarginKind>(wire.Flag("margin") switch { true => MarginKind.Margin, false => MarginKind.Cash, _ => MarginKind.Unknown }, wire.Text("margin")),
            Registration = new Raw<Registration>(Registration(type), type ?? kind),
            Status = new Raw<AccountStatus>(status switch { "OPEN" => AccountStatus.Active, "CLOSED" => AccountStatus.Closed, "DELINQUENT" or "PENDINGCLOSE" => AccountStatus.Restricted, _ => AccountStatus.Unknown }, status),
            BaseCurrency = CurrencyOf(wire),
            OpenedOn = Opened(wire) is { } opened ? DateOnly.FromDateTime(opened.UtcDateTime) : null,
            AsOf = new AsOf(received, null),
        };
    }

    public static Balance Balance(JsonNode? row, AccountRef account, DateTimeOffset received)
    {
        var (kind, wire) = Unwrap(row);
        var held = kind == "investmentAccount";
        var call = wire.List("balanceList").Where(line => line.Word("balanceName") is "MARGINCALL" or "FEDCALL").Max(line => line.Number("balanceValue"));
        return new Balance
        {
            Account = account,
            Currency = CurrencyOf(wire),
            Cash = held ? wire.Number("availableCashBalance") : wire.Number("currentBalance"),
            CashAvailable = held ? wire.Number("availableCashBalance") : wire.Number("availableBalance"),
            BuyingPower = null,
            MarginDebit = wire.Number("marginBalance"),
            MarginCall = call,
            MarketValue = null,
            NetLiquidation = held ? wire.Number("currentValue") : wire.Number("currentBalance"),
            DayProfit = wire.Number("dailyChange"),
            AsOf = new AsOf(received, wire.Instant("balanceAsOf")),
        };
    }

    public static Snapshot<Position> Positions(JsonNode? row, AccountRef account, DateTimeOffset received)
    {
        var (_, wire) = Unwrap(row);
        var holdings = wire.List("holdings").ToList();
        return Collect.Snapshot(
            holdings,
            holding => Position(holding, holdings.IndexOf(holding), account, wire, received),
            holding => holding.Text("symbol") ?? holding.Text("holdingName") ?? string.Create(CultureInfo.InvariantCulture, $"{account.Account}#{holdings.IndexOf(holding)}"),
            FdxAdapter.Broker,
            received);
    }

    /// <summary>The sign of "amount" follows an odd rule: the memo beside it is what counts.</summary>
    public static IReadOnlyList<Transaction> Transactions(JsonNode? root, AccountRef account) => [.. root.List("transactions").Select(row => Unwrap(row).Wire).Select(wire => new Transaction
    {
        Account = account,
        Id = wire.Text("transactionId") ?? $"{wire.Word("postedTimestamp")}/{wire.Word("amount")}/{wire.Word("description")}",
        IdIsDerived = wire.Text("transactionId") is null,
        Kind = new Raw<TransactionKind>(wire.Word("transactionType") switch { "INTEREST" => TransactionKind.Interest, "DIVIDEND" => TransactionKind.Dividend, "PURCHASED" or "SOLD" => TransactionKind.Trade, _ => TransactionKind.Unknown }, wire.Text("transactionType")),
        Time = wire.Instant("postedTimestamp") ?? wire.Instant("transactionTimestamp"),
        Net = wire.Number("amount") is { } amount ? Money.Usd(wire.Word("debitCreditMemo") == "DEBIT" ? -Math.Abs(amount) : Math.Abs(amount)) : null,
        Text = wire.Text("description"),
    })];

    public static BrokerageError Error(WireAnswer answer)
    {
        var body = Json.Read(answer.Body);
        // A code of 401 is no HTTP 401.
        var code = body.Word("code") switch { "602" => BrokerageErrorCode.AuthRevoked, "701" => BrokerageErrorCode.AccountNotFound, "1207" => BrokerageErrorCode.RateLimited, _ => BrokerageErrorCode.UnexpectedResponse };
        return new BrokerageError(code, FdxAdapter.Broker, body.Text("message") ?? "The provider refused.") { BrokerCode = body.Text("code"), TraceId = answer.Location };
    }

    private static (string Kind, JsonNode? Wire) Unwrap(JsonNode? row)
    {
        // Either a wrapper per kind, or the members themselves beside a category.
        var first = (row as JsonObject)?.FirstOrDefault(pair => pair.Value is JsonObject && (pair.Key.EndsWith("Account", StringComparison.Ordinal) || pair.Key.EndsWith("Transaction", StringComparison.Ordinal)));
        return first is { Value: { } wire, Key: var kind } ? (kind, wire) : (row.Word("accountCategory") == "INVESTMENT_ACCOUNT" ? "investmentAccount" : "depositAccount", row);
    }

    /// <summary>A holding without units is no position of nothing: it is a failure that names it.</summary>
    private static Position? Position(JsonNode wire, int index, AccountRef account, JsonNode? owner, DateTimeOffset received)
    {
        if (wire.Number("units") is not { } units) return null;
        var instrument = InstrumentOf(wire, account, index);
        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = wire.Word("positionType") == "SHORT" ? -Math.Abs(units) : units,
            Bucket = wire.Text("heldInAccount"),
            Multiplier = wire.Number("optionSecurity/sharesPerContract"),
            Currency = wire.At("currency") is null ? CurrencyOf(owner) : CurrencyOf(wire),
            // As reported; "averageCost" is a flag and no number.
            AverageCost = wire.NonZero("purchasedPrice"),
            Price = wire.Number("currentUnitPrice"),
            MarketValue = wire.Number("marketValue"),
            Info = new InstrumentInfo { Instrument = instrument, Description = wire.Text("holdingName") },
            AsOf = new AsOf(received, wire.Instant("currentUnitPriceDate")),
        };
    }

    /// <summary>Without symbol and identifier a holding is known by where it lies: two of those never merge.</summary>
    private static Instrument InstrumentOf(JsonNode wire, AccountRef account, int index)
    {
        var kind = wire.Text("holdingType") ?? (wire.At("mutualFundSecurity") is not null ? "MUTUALFUND" : wire.At("stockSecurity") is not null ? "STOCK" : null);
        var name = wire.Text("symbol");
        return (kind, name, wire.Text("securityId")) switch
        {
            ("STOCK", { } symbol, _) => Named.Equity(FdxAdapter.Broker, symbol, kind),
            ("MUTUALFUND", { } symbol, _) => Named.Fund(FdxAdapter.Broker, symbol, kind),
            ("BOND" or "CD", _, { } identifier) => Named.Bond(FdxAdapter.Broker, identifier, kind),
            (_, _, { } identifier) => Named.Unclassified(FdxAdapter.Broker, identifier, wire.Text("securityIdType")),
            (_, { } symbol, _) => Named.Unclassified(FdxAdapter.Broker, symbol, kind),
            _ => Named.Unclassified(FdxAdapter.Broker, wire.Text("holdingId") ?? string.Create(CultureInfo.InvariantCulture, $"{account.Account}-{index}"), kind),
        };
    }

    private static DateTimeOffset? Opened(JsonNode? wire) =>
        wire.List("fiAttributes").FirstOrDefault(attribute => attribute.Word("name") == "accountOpenedDate").Instant("value");

    private static Registration Registration(string? type) => type switch
    {
        null => Brokerage.Registration.Unknown,
        "ROTH" => Brokerage.Registration.RothIra,
        "IRA" => Brokerage.Registration.Ira,
        "401K" => Brokerage.Registration.Plan,
        _ => Brokerage.Registration.Other,
    };

    private static Currency CurrencyOf(JsonNode? wire) => Currency.TryParse(wire.Text("currency/currencyCode"), out var currency) ? currency : Currency.Usd;
}
