using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Markets;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>The extras of one connection.</summary>
internal sealed class ETradeExtras(ETradeSession session) : IETradeExtras
{
    private const string None = "53";

    private readonly ETradePortfolio _portfolio = new(session);

    public async Task<Snapshot<ETradeAlert>> GetAlertsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var (answer, asOf) = await session.GetAsync(
                "alerts.list", ETradeSession.UserRate, EndpointPurpose.Trading, "user/alerts", [("count", "300"), ("direction", "DESC")],
                ETradeJson.Default.AlertsAnswerWire, null, cancellationToken).ConfigureAwait(false);
            var list = answer?.AlertsResponse;
            var (alerts, failures) = Rows.Read(list?.Alert ?? [], ToAlert, row => row.Id);
            var isWhole = failures.Count == 0 && (list?.TotalAlerts ?? 0) <= alerts.Count;
            return new Snapshot<ETradeAlert>(alerts, isWhole, failures, asOf);
        }
        catch (BrokerageException failure) when (failure.Error.BrokerCode is None)
        {
            // No alerts at all is a refusal here, where elsewhere it is an empty answer.
            return Snapshot<ETradeAlert>.Complete([], new AsOf(session.Clock.GetUtcNow()));
        }
    }

    public async Task<ETradeAlert> GetAlertAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var (answer, asOf) = await session.GetAsync(
            "alerts.read", ETradeSession.UserRate, EndpointPurpose.Trading, RequestPath.Of($"user/alerts/{id}"), [("htmlTags", "false")],
            ETradeJson.Default.AlertDetailsAnswerWire, null, cancellationToken).ConfigureAwait(false);
        return answer?.AlertDetailsResponse is { Id: { Length: > 0 } own } wire
            ? new ETradeAlert(own, Times.Instant(wire.CreateTime, asOf.Received), wire.Subject, wire.ReadTime is { } read ? read > 0 : null, wire.MsgText, Text(wire.Symbol))
            : throw ETradeErrors.Unreadable("an alert without an id");
    }

    public async Task<Snapshot<ETradeLot>> GetLotsAsync(AccountId account, Instrument instrument, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        await session.AccountAsync(account, cancellationToken).ConfigureAwait(false);
        var held = await _portfolio.ReadAsync(
            account, (row, _) => (Wire: row, Instrument: Products.ToInstrument(row.Product, row.OsiKey)), cancellationToken).ConfigureAwait(false);
        List<ETradeLot> lots = [];
        List<ItemFailure> failures =
        [
            .. held.Failures,
            .. held.Items.Where(position => Products.MayBe(position.Instrument, instrument))
                .Select(position => new ItemFailure(position.Wire.PositionId ?? "?", ETradeErrors.Unreadable("a position that does not say what it is of").Error)),
        ];
        var asOf = held.AsOf;
        foreach (var position in held.Items.Where(position => position.Instrument == instrument).Select(position => position.Wire))
        {
            if (position.PositionId is not { } id)
            {
                failures.Add(new ItemFailure(instrument.ToString(), ETradeErrors.Unreadable("a position without an id").Error));
                continue;
            }

            var (answer, told) = await session.GetAsync(
                "lots.read", ETradeSession.AccountsRate, EndpointPurpose.Trading, RequestPath.Of($"accounts/{account.Value}/portfolio/{id}"), [],
                ETradeJson.Default.PositionLotsAnswerWire, account, cancellationToken).ConfigureAwait(false);
            var (items, unread) = Rows.Read(answer?.PositionLotsResponse?.PositionLot ?? [], row => ToLot(row, told.Received), row => row.PositionLotId);
            lots.AddRange(items);
            failures.AddRange(unread);
            asOf = told;
        }

        return new Snapshot<ETradeLot>([.. lots.OrderBy(lot => lot.Acquired)], held.IsComplete && failures.Count == 0, failures, asOf);
    }

    private ETradeAlert ToAlert(AlertWire row) => row.Id is { Length: > 0 } id
        ? new ETradeAlert(id, Times.Instant(row.CreateTime, session.Clock.GetUtcNow()), row.Subject, row.Status?.ToUpperInvariant() switch
        {
            "READ" => true,
            "UNREAD" => false,
            _ => null,
        })
        : throw ETradeErrors.Unreadable("an alert without an id");

    private static ETradeLot ToLot(PositionLotWire wire, DateTimeOffset now) => new()
    {
        Id = wire.PositionLotId is { Length: > 0 } id ? id : throw ETradeErrors.Unreadable("a lot without an id"),
        Acquired = Times.Instant(wire.AcquiredDate, now) is { } at ? NewYorkTime.DateAt(at) : null,
        OriginalQuantity = wire.OriginalQty,
        Quantity = wire.RemainingQty,
        Available = wire.AvailableQty,
        Price = Arithmetic.NonZero(wire.Price),
        TotalCost = Arithmetic.NonZero(wire.TotalCost),
        MarketValue = wire.MarketValue,
        TotalGain = wire.TotalGain,
        Order = wire.OrderNo?.Trim() is { } order && order.TrimStart('0').Length > 0 && OrderId.TryParse(order, out var placed) ? placed : null,
    };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
