using Brokerage.Exchange;

namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>Why the exchange refused, as the broker's errors.</summary>
internal sealed class Refusals(ETradeDesk desk)
{
    public ETradeRefusal Of(Rejection rejection, AccountBook book, OrderSpec spec) => rejection.Reason switch
    {
        RejectReason.InsufficientFunds or RejectReason.UnsettledFunds => ETradeErrors.InsufficientFunds(),
        RejectReason.InsufficientShares => Shares(book, spec),
        RejectReason.NotShortable => ETradeErrors.Terms("This security is not available for short sale."),
        RejectReason.UnknownInstrument or RejectReason.NotTradable => ETradeErrors.OrderedSymbol(Mapping.Products.Symbol(desk.Listing(spec.Legs[0].Instrument))),
        RejectReason.AccountRestricted or RejectReason.UnknownAccount => ETradeErrors.Restricted(rejection.Text),
        RejectReason.Halted => ETradeErrors.Halted(),
        RejectReason.StopWouldTrigger => ETradeErrors.StopOutOfRange(spec.Legs[0].Side is Side.Buy),
        // How the broker refuses an id that was used before is not known; clients that reuse one are told this.
        RejectReason.DuplicateClientId => ETradeErrors.PlaceTimedOut(),
        RejectReason.OrderBusy => ETradeErrors.StillUpdating(),
        RejectReason.AlreadyFinal => ETradeErrors.ExecutedMeanwhile(),
        RejectReason.InvalidChange when rejection.Field is "filled" => ETradeErrors.ExecutedMeanwhile(),
        RejectReason.UnknownOrder => ETradeErrors.NoSuchOrder(),
        _ => ETradeErrors.Terms(rejection.Text),
    };

    // Too few of something, or nothing of it at all.
    private ETradeRefusal Shares(AccountBook book, OrderSpec spec)
    {
        var leg = spec.Legs[0];
        var held = desk.Exchange.FindPosition(book.Id, leg.Instrument)?.Quantity ?? 0m;
        return leg.Side is Side.Sell ? held > 0m ? ETradeErrors.InsufficientShares() : ETradeErrors.NothingToClose()
            : held < 0m ? ETradeErrors.InsufficientShares()
            : ETradeErrors.NothingToClose();
    }
}
