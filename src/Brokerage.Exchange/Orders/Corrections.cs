using System.Globalization;
using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>What an exchange's operator does afterwards: executions that arrive late, are changed, or are taken back.</summary>
internal sealed class Corrections(Core core)
{
    private readonly HashSet<string> _superseded = new(StringComparer.Ordinal);

    /// <summary>A fill of an order that is over: it was traded before the end but told after it.</summary>
    public ExchangeOrder FillLate(OrderNode node, decimal quantity, decimal? price)
    {
        if (node.IsContainer || node.Legs.Count > 1 || node.State == OrderState.Rejected || node.Quantity is not { } all || quantity <= 0m || node.Filled + quantity > all)
        {
            throw new ArgumentException($"Order {node.Number} cannot have a fill of {quantity}.", nameof(quantity));
        }

        var listing = node.Leg.Listing;
        core.Prices.Refresh(listing);
        var traded = price ?? (node.Side == Side.Buy ? listing.Book.BestAsk : listing.Book.BestBid) ?? listing.Last;
        core.Booking.Trade(new Fill(node, 0, IsMaker: false), null, quantity, traded);
        return node.ToView();
    }

    /// <summary>An execution becomes another one; quantity 0 takes it back.</summary>
    public ExchangeExecution Correct(string id, decimal quantity, decimal price)
    {
        var old = Find(id, out var fill);
        var (node, leg) = (fill.Node, fill.Leg);
        if (quantity < 0m || price <= 0m || leg.Filled - old.Quantity + quantity > (node.Quantity ?? decimal.MaxValue) * leg.Leg.Ratio)
        {
            throw new ArgumentException($"Execution {id} cannot become {quantity} at {price}.", nameof(quantity));
        }

        _superseded.Add(id);
        leg.Unfill(old.Quantity, old.Price, old.IsMaker);
        leg.Fill(quantity, price, old.IsMaker);
        var correction = Book(node, leg, old, quantity, price);
        node.Filled = node.Legs.Min(one => one.Filled / one.Leg.Ratio);
        core.Lifecycle.Apply(node, OrderCause.FillCorrected, correction);
        return correction;
    }

    /// <summary>An execution never was.</summary>
    public ExchangeExecution Bust(string id) => Correct(id, 0m, Find(id, out _).Price);

    private ExchangeExecution Find(string id, out Fill fill)
    {
        fill = default;
        var known = id is { Length: > 1 } && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && core.Executions.TryGetValue(number, out fill);
        if (!known || _superseded.Contains(id!))
        {
            throw new ArgumentException($"There is no execution {id}, or it was corrected before.", nameof(id));
        }

        return fill.Node.Executions.First(one => string.Equals(one.Id, id, StringComparison.Ordinal));
    }

    /// <summary>The difference is booked against the street, whoever the other side was.</summary>
    private ExchangeExecution Book(OrderNode node, LegNode leg, ExchangeExecution old, decimal quantity, decimal price)
    {
        var (account, listing) = (node.Account, leg.Listing.Listing);
        var before = leg.Fees;
        leg.AddFees(account.Commissions.FeesFor(core.Booking.CommissionFor(leg, 0m, 0m)));
        var fees = leg.Fees - before;
        var value = Value(quantity, price, listing) - Value(old.Quantity, old.Price, listing);
        var postings = new List<Posting>(6);
        if (quantity != old.Quantity)
        {
            Booking.AddUnits(account, LedgerOwner.Street, leg.Listing, leg.Sign * (quantity - old.Quantity), postings);
        }

        core.Booking.AddMoney(account, LedgerOwner.Street, listing.Currency, -leg.Sign * value, postings);
        if (fees != 0m)
        {
            core.Booking.AddMoney(account, LedgerOwner.Fees, listing.Currency, -fees, postings);
        }

        var position = account.PositionIn(leg.Listing);
        position.Add(-leg.Sign * old.Quantity, old.Price);
        position.Add(leg.Sign * quantity, price);
        var number = core.NextExecutionNumber();
        var correction = old with
        {
            Id = "X" + number.ToString(CultureInfo.InvariantCulture),
            Number = number,
            Quantity = quantity,
            Price = price,
            Fees = old.Fees + fees,
            CumulativeAfter = leg.Filled,
            Time = core.Now,
            Corrects = old.Id,
        };
        node.Executions.Add(correction);
        core.Executions.Add(number, new Fill(node, old.LegIndex, old.IsMaker));
        core.Booking.AddEntry(LedgerKind.Correction, postings, correction.SettlesOn, correction, null, $"corrects {old.Id}");
        return correction;
    }

    private static decimal Value(decimal quantity, decimal price, Listing listing) =>
        CurrencyMath.Round(quantity * price * listing.Multiplier, listing.Currency);
}
