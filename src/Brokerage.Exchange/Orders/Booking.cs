using System.Globalization;
using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>Turns trades into ledger entries, positions, executions and the news of them.</summary>
internal sealed class Booking(Core core)
{
    public CommissionOrder CommissionFor(LegNode leg, decimal moreQuantity, decimal price)
    {
        var listing = leg.Listing.Listing;
        return new CommissionOrder
        {
            Instrument = listing.Instrument,
            Side = leg.Leg.Side,
            Quantity = leg.Filled + moreQuantity,
            Value = (leg.Paid + (moreQuantity * price)) * listing.Multiplier,
            MakerValue = leg.MakerPaid * listing.Multiplier,
            Currency = listing.Currency,
            Date = core.Hours.Today,
        };
    }

    /// <summary>One trade between two customers, or between a customer and the market maker.</summary>
    public void Trade(Fill one, Fill? other, decimal quantity, decimal price)
    {
        core.Groups.Hold();
        var listing = one.Leg.Listing;
        var value = CurrencyMath.Round(quantity * price * listing.Listing.Multiplier, listing.Listing.Currency);
        var postings = new List<Posting>(8);
        var first = Book(one, quantity, price, value, postings);
        var second = other is { } fill ? Book(fill, quantity, price, value, postings) : null;
        if (second is null)
        {
            AddStreet(postings, one.Leg, quantity, value);
        }

        AddEntry(LedgerKind.Trade, postings, first.SettlesOn, first, second, null);
        listing.Print(price, quantity, core.Now);
        core.Lifecycle.Apply(one.Node, OrderCause.Fill, first);
        if (other is { } maker)
        {
            core.Lifecycle.Apply(maker.Node, OrderCause.Fill, second);
        }

        core.Groups.Release();
    }

    public LedgerEntry AddEntry(
        LedgerKind kind, List<Posting> postings, DateOnly settlesOn, ExchangeExecution? execution, ExchangeExecution? counter, string? text, decimal? price = null)
    {
        var entry = new LedgerEntry
        {
            Number = core.Ledger.NextNumber,
            Time = core.Now,
            Kind = kind,
            Postings = postings,
            SettlesOn = settlesOn,
            Execution = execution,
            CounterExecution = counter,
            Price = price,
            Text = text,
        };
        core.Ledger.Add(entry);
        return entry;
    }

    /// <summary>Money between an account and another owner of the ledger; positive comes in.</summary>
    public void AddMoney(AccountState account, LedgerOwner from, Currency currency, decimal amount, List<Posting> postings)
    {
        postings.Add(new Posting(LedgerOwner.Customer, account.Id, LedgerAsset.Of(currency), amount));
        postings.Add(new Posting(from, null, LedgerAsset.Of(currency), -amount));
        account.AddCash(currency, amount);
    }

    /// <summary>Units between an account and another owner of the ledger; positive comes in.</summary>
    public static void AddUnits(AccountState account, LedgerOwner from, ListingState listing, decimal quantity, List<Posting> postings)
    {
        postings.Add(new Posting(LedgerOwner.Customer, account.Id, LedgerAsset.Of(listing.Instrument), quantity));
        postings.Add(new Posting(from, null, LedgerAsset.Of(listing.Instrument), -quantity));
    }

    /// <summary>Options whose last day is over: what is in the money is exercised or assigned, the rest is gone.</summary>
    public void ExpireOptions(DateOnly today)
    {
        foreach (var listing in core.Listings)
        {
            if (!listing.IsExpired && listing.Instrument is Instrument.Option option && option.Expires <= today)
            {
                OptionExpiry.Run(core, listing, option);
            }
        }
    }

    private ExchangeExecution Book(in Fill fill, decimal quantity, decimal price, decimal value, List<Posting> postings)
    {
        var (node, leg) = (fill.Node, fill.Leg);
        var (account, currency) = (node.Account, leg.Listing.Listing.Currency);
        leg.Fill(quantity, price, fill.IsMaker);
        var fees = FeesAfter(node, leg);
        var cash = (leg.Leg.Side == Side.Buy ? -value : value) - fees;
        Convert(account, currency, cash);
        postings.Add(new Posting(LedgerOwner.Customer, account.Id, LedgerAsset.Of(leg.Listing.Instrument), leg.Sign * quantity));
        postings.Add(new Posting(LedgerOwner.Customer, account.Id, LedgerAsset.Of(currency), cash));
        if (fees != 0m)
        {
            postings.Add(new Posting(LedgerOwner.Fees, null, LedgerAsset.Of(currency), fees));
        }

        account.AddCash(currency, cash);
        account.PositionIn(leg.Listing).Add(leg.Sign * quantity, price);
        var settles = core.Hours.SettlementOf(leg.Listing);
        if (settles > core.Hours.Today)
        {
            account.AddUnsettled(settles, currency, cash);
        }

        Progress(node, price, value);
        return AddExecution(fill, quantity, price, fees, settles);
    }

    private static void Progress(OrderNode node, decimal price, decimal value)
    {
        node.Filled = node.Legs.Min(leg => leg.Filled / leg.Leg.Ratio);
        if (node.CashLeft is not { } left)
        {
            return;
        }

        var listing = node.Leg.Listing.Listing;
        node.CashLeft = Math.Max(0m, left - value);
        if (node.CashLeft < price * listing.Multiplier * listing.QuantityStep)
        {
            node.Quantity = node.Filled;
        }
    }

    private decimal FeesAfter(OrderNode node, LegNode leg)
    {
        if (ReferenceEquals(node.Account.Commissions, NoCommission.Instance))
        {
            return 0m;
        }

        var before = leg.Fees;
        leg.AddFees(node.Account.Commissions.FeesFor(CommissionFor(leg, 0m, 0m)));
        return leg.Fees - before;
    }

    /// <summary>Buys the currency that a payment lacks, where the account does that by itself.</summary>
    private void Convert(AccountState account, Currency currency, decimal payment)
    {
        var missing = -(account.CashIn(currency) + payment);
        if (missing <= 0m || payment >= 0m || currency == account.Base || !account.Opening.ConvertsCurrency)
        {
            return;
        }

        var price = CurrencyMath.RoundUp(missing * core.Rate(currency, account.Base), account.Base);
        var postings = new List<Posting>(4);
        AddMoney(account, LedgerOwner.Street, account.Base, -price, postings);
        AddMoney(account, LedgerOwner.Street, currency, missing, postings);
        AddEntry(LedgerKind.Conversion, postings, core.Hours.Today, null, null, $"{account.Base.Code} to {currency.Code}");
    }

    private ExchangeExecution AddExecution(in Fill fill, decimal quantity, decimal price, decimal fees, DateOnly settles)
    {
        var number = core.NextExecutionNumber();
        var execution = new ExchangeExecution
        {
            Id = "X" + number.ToString(CultureInfo.InvariantCulture),
            Number = number,
            Order = OrderViews.IdOf(fill.Node),
            Account = fill.Node.Account.Id,
            LegIndex = fill.LegIndex,
            Instrument = fill.Leg.Listing.Instrument,
            Side = fill.Leg.Leg.Side,
            Effect = fill.Leg.Effect,
            Quantity = quantity,
            Price = price,
            CumulativeAfter = fill.Leg.Filled,
            Fees = fees,
            IsMaker = fill.IsMaker,
            Time = core.Now,
            SettlesOn = settles,
        };
        fill.Node.Executions.Add(execution);
        core.Executions.Add(number, fill);
        return execution;
    }

    private static void AddStreet(List<Posting> postings, LegNode leg, decimal quantity, decimal value)
    {
        postings.Add(new Posting(LedgerOwner.Street, null, LedgerAsset.Of(leg.Listing.Instrument), -leg.Sign * quantity));
        postings.Add(new Posting(LedgerOwner.Street, null, LedgerAsset.Of(leg.Listing.Listing.Currency), leg.Sign * value));
    }
}
