using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

/// <summary>The items of a trade are its fees, each in dollars, and one security. Money moves as netAmount says.</summary>
internal static class SchwabTransactionMapping
{
    public static IReadOnlyList<Transaction> Transactions(JsonNode? root, AccountRef account) => [.. root.List("").Select(wire => Transaction(wire, account))];

    private static Transaction Transaction(JsonNode wire, AccountRef account)
    {
        var items = wire.List("transferItems").ToList();
        var security = items.Find(item => item.At("instrument").Word("assetType") != "CURRENCY");
        // Some fees have no name.
        var fees = items.Where(item => item != security && item.NonZero("cost") is not null);
        return new Transaction
        {
            Account = account,
            Id = wire.Word("activityId"),
            Kind = new Raw<TransactionKind>(Kind(wire.Word("type")), wire.Text("type")),
            Time = wire.Instant("tradeDate") ?? wire.Instant("time"),
            Instrument = security is null ? null : SchwabInstruments.Of(security.At("instrument")),
            Quantity = security.Number("amount"),
            Price = security.Number("price"),
            Net = wire.Number("netAmount") is { } net ? Money.Usd(net) : null,
            Fees = [.. fees.Select(fee => new Fee(fee.Text("feeType") ?? "other", Money.Usd(Math.Abs(fee.Number("cost")!.Value))))],
            Order = wire.Text("orderId") is { } order ? OrderId.Parse(order) : null,
            Text = wire.Text("description"),
        };
    }

    private static TransactionKind Kind(string type) => type switch
    {
        "TRADE" => TransactionKind.Trade,
        "DIVIDEND_OR_INTEREST" => TransactionKind.Dividend,
        "ACH_RECEIPT" or "CASH_RECEIPT" or "WIRE_IN" => TransactionKind.Deposit,
        "ACH_DISBURSEMENT" or "CASH_DISBURSEMENT" or "WIRE_OUT" => TransactionKind.Withdrawal,
        "ELECTRONIC_FUND" or "RECEIVE_AND_DELIVER" => TransactionKind.Transfer,
        "JOURNAL" => TransactionKind.Journal,
        _ => TransactionKind.Unknown,
    };
}
