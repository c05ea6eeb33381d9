namespace Brokerage.Exchange;

/// <summary>Opening accounts and reading them.</summary>
internal static class AccountDesk
{
    private const decimal DayTradingEquity = 25_000m;
    private const decimal MarginEquity = 2_000m;

    public static AccountState Open(Core core, AccountOpening opening)
    {
        foreach (var holding in opening.Holdings)
        {
            RequireSense(core, opening, holding);
        }

        var account = core.Open(opening);
        var postings = new List<Posting>();
        foreach (var money in opening.OtherCash.Prepend(new Money(opening.Cash, opening.BaseCurrency)))
        {
            if (money.Amount != 0m)
            {
                core.Booking.AddMoney(account, LedgerOwner.Outside, money.Currency, money.Amount, postings);
            }
        }

        foreach (var holding in opening.Holdings)
        {
            var listing = core.Listing(holding.Instrument);
            Booking.AddUnits(account, LedgerOwner.Outside, listing, holding.Quantity, postings);
            account.PositionIn(listing).BringIn(holding.Quantity, holding.AverageCost);
        }

        if (postings.Count > 0)
        {
            core.Booking.AddEntry(LedgerKind.Transfer, postings, core.Hours.Today, null, null, "opening");
        }

        account.PreviousEquity = core.Funding.FiguresOf(account).Equity;
        return account;
    }

    public static LedgerEntry Post(Core core, AccountState account, Money money, LedgerKind kind, string? text)
    {
        if (kind is LedgerKind.Trade or LedgerKind.Correction or LedgerKind.Conversion or LedgerKind.OptionEvent)
        {
            throw new ArgumentException($"{kind} is booked by the exchange itself.", nameof(kind));
        }

        var postings = new List<Posting>(2);
        var rate = core.Rate(money.Currency, account.Base);
        core.Booking.AddMoney(account, kind == LedgerKind.Fee ? LedgerOwner.Fees : LedgerOwner.Outside, money.Currency, money.Amount, postings);
        if (kind == LedgerKind.Transfer)
        {
            account.TransferredToday += money.Amount * rate;
        }

        return core.Booking.AddEntry(kind, postings, core.Hours.Today, null, null, text);
    }

    public static ExchangeBalance BalanceOf(Core core, AccountState account)
    {
        var figures = core.Funding.FiguresOf(account);
        var free = Funding.FreeOf(account, figures) - account.Reserved;
        var settled = figures.Cash - figures.Unsettled;
        var available = account.IsMargin ? Math.Max(0m, figures.Cash + figures.ShortValue - account.Reserved) : Math.Max(0m, free);
        var excess = figures.Equity - figures.Maintenance;
        return new ExchangeBalance
        {
            Account = account.Id,
            Currency = account.Base,
            Cash = figures.Cash,
            SettledCash = settled,
            AvailableCash = available,
            Withdrawable = Math.Max(0m, Math.Min(account.IsMargin ? Math.Min(free, settled + figures.ShortValue) : settled, available)),
            BuyingPower = BuyingPower(account, figures, free),
            OptionBuyingPower = Math.Max(0m, free),
            DayTradingBuyingPower = account.IsMargin && figures.Equity >= DayTradingEquity ? Math.Max(0m, 4m * excess) : null,
            LongMarketValue = figures.LongValue,
            ShortMarketValue = figures.ShortValue,
            Equity = figures.Equity,
            PreviousEquity = account.PreviousEquity,
            InitialMargin = figures.Initial,
            MaintenanceMargin = figures.Maintenance,
            MarginDebit = Math.Max(0m, -figures.Cash),
            MarginCall = Math.Max(0m, -excess),
            Reserved = account.Reserved,
            DayProfit = figures.Equity - account.PreviousEquity - account.TransferredToday,
            UnrealizedProfit = figures.Unrealized,
            ByCurrency = ByCurrency(core, account),
            Time = core.Now,
        };
    }

    public static IReadOnlyList<ExchangePosition> PositionsOf(Core core, AccountState account) =>
        [.. account.Positions.Where(one => one.Quantity != 0m).Select(one => PositionOf(core, account, one))];

    public static IReadOnlyList<ExchangeOrder> OrdersOf(AccountState account, OrderFilter filter)
    {
        var source = filter.IsOpen == true ? account.OpenOrders : account.Orders;
        var found = source.AsEnumerable().Reverse().Where(one => Matches(one, filter));
        return [.. (filter.Newest is { } newest ? found.Take(newest) : found).Select(one => one.ToView())];
    }

    private static bool Matches(OrderNode node, OrderFilter filter) =>
        (filter.IsOpen is not { } open || open != node.IsFinal)
        && (filter.From is not { } from || node.ReceivedAt >= from)
        && (filter.To is not { } to || node.ReceivedAt < to)
        && (!filter.RootsOnly || node.Parent is null)
        && (filter.Instrument is not { } instrument || node.Legs.Any(leg => leg.Leg.Instrument == instrument));

    /// <summary>Half of a marginable stock can be borrowed, but not with less than 2,000 of equity (FINRA rule 4210(b)).</summary>
    private static decimal BuyingPower(AccountState account, in Figures figures, decimal free) =>
        Math.Max(0m, account.IsMargin && figures.Equity >= MarginEquity ? 2m * free : free);

    private static ExchangePosition PositionOf(Core core, AccountState account, PositionState position)
    {
        core.Prices.Refresh(position.Listing);
        var (listing, price) = (position.Listing, position.Listing.Price);
        var change = (position.Quantity * price) - (position.DayStartQuantity * listing.PreviousClose) - position.DayFlow;
        return new ExchangePosition
        {
            Account = account.Id,
            Instrument = listing.Instrument,
            Listing = listing.Listing,
            Quantity = position.Quantity,
            Available = core.Funding.FreeShares(account, position),
            AverageCost = position.AverageCost,
            Price = price,
            PreviousClose = listing.PreviousClose,
            DayProfit = change * listing.Listing.Multiplier,
            RealizedProfit = position.Realized * listing.Listing.Multiplier,
        };
    }

    private static IReadOnlyList<ExchangeCash> ByCurrency(Core core, AccountState account)
    {
        var all = account.Cash.Keys.Union(account.Positions.Where(one => one.Quantity != 0m).Select(one => one.Listing.Listing.Currency)).ToList();
        return
        [
            .. all.Select(currency => new ExchangeCash(
                currency,
                account.CashIn(currency),
                account.CashIn(currency) - account.UnsettledIn(currency),
                account.Positions.Where(one => one.Listing.Listing.Currency == currency).Sum(one => one.Quantity * one.Listing.Price * one.Listing.Listing.Multiplier),
                core.Rate(currency, account.Base))),
        ];
    }

    private static void RequireSense(Core core, AccountOpening opening, OpeningHolding holding)
    {
        core.Listing(holding.Instrument);
        if (holding.Quantity == 0m || holding.AverageCost < 0m || (holding.Quantity < 0m && opening.Kind == MarginKind.Cash))
        {
            throw new ArgumentException($"The holding of {holding.Instrument} makes no sense for the account.", nameof(holding));
        }
    }
}
