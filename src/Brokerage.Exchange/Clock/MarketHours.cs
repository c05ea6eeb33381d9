using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>Sessions, the ends of days and orders, and what happens at the open and the close.</summary>
internal sealed class MarketHours(Core core)
{
    private const Sessions Always = Sessions.Pre | Sessions.Regular | Sessions.Post | Sessions.Overnight;

    private static IMarketCalendar Calendar => UsMarketCalendar.Instance;

    public DateOnly Today { get; private set; }

    public void Start()
    {
        Today = NewYorkTime.DateAt(core.Now);
        foreach (var listing in core.Listings)
        {
            listing.Session = SessionOf(listing);
        }

        PlanNext();
    }

    public Sessions SessionOf(ListingState listing)
    {
        return core.Options.Market switch
        {
            MarketMode.Open => Always,
            MarketMode.Closed => Sessions.None,
            _ => IsAlwaysOpen(listing) ? Always : Calendar.SessionAt(core.Now),
        };
    }

    /// <summary>Whether the market has no opening and no close, so that orders for them are done at the next step.</summary>
    public bool HasNoAuctions(ListingState listing) => core.Options.Market == MarketMode.Open || IsAlwaysOpen(listing);

    public DateOnly SettlementOf(ListingState listing) =>
        listing.Listing.AssetClass is AssetClass.Crypto ? Today : Calendar.SettlementDate(TradeDate());

    /// <summary>The trading day that a trade of now belongs to.</summary>
    public DateOnly TradeDate() => Calendar.DayOnOrAfter(Today).Date;

    /// <summary>When an order ends if nothing else ends it; null for never.</summary>
    public DateTimeOffset? ExpiryOf(OrderSpec spec, ListingState listing)
    {
        return spec.TimeInForce.Kind switch
        {
            TimeInForceKind.Day or TimeInForceKind.AtOpen or TimeInForceKind.AtClose => EndOfDay(spec.Sessions, listing),
            TimeInForceKind.GoodTillDate => EndOf(spec.TimeInForce.Until ?? Today, spec.Sessions, listing),
            _ => null,
        };
    }

    private DateTimeOffset? EndOfDay(Sessions sessions, ListingState listing)
    {
        if (core.Options.Market == MarketMode.Closed)
        {
            return null;
        }

        if (HasNoAuctions(listing))
        {
            return EndOf(Today, sessions, listing);
        }

        var day = Calendar.DayOnOrAfter(Today);
        var end = EndOf(day, sessions);
        return end > core.Now ? end : EndOf(Calendar.DayOnOrAfter(day.Date.AddDays(1)), sessions);
    }

    private DateTimeOffset EndOf(DateOnly date, Sessions sessions, ListingState listing) =>
        HasNoAuctions(listing) || Calendar.GetDay(date) is not { } day ? Midnight(date.AddDays(1)) : EndOf(day, sessions);

    private static DateTimeOffset EndOf(TradingDay day, Sessions sessions) =>
        sessions.HasFlag(Sessions.Post) ? day.PostCloses : sessions.HasFlag(Sessions.Regular) ? day.Closes : day.Opens;

    private static DateTimeOffset Midnight(DateOnly date) => NewYorkTime.At(date, TimeOnly.MinValue);

    private static bool IsAlwaysOpen(ListingState listing) => listing.Listing.AssetClass is AssetClass.Crypto or AssetClass.Forex;

    private void PlanNext()
    {
        var next = Midnight(Today.AddDays(1));
        if (core.Options.Market == MarketMode.Calendar && Calendar.GetDay(Today) is { } day)
        {
            next = First(day.PreOpens, day.Opens, day.Closes, day.PostCloses, next);
        }

        core.Timeline.Plan(next, OnBoundary);
    }

    private DateTimeOffset First(params ReadOnlySpan<DateTimeOffset> instants)
    {
        var first = instants[^1];
        foreach (var one in instants)
        {
            first = one > core.Now && one < first ? one : first;
        }

        return first;
    }

    private void OnBoundary()
    {
        var day = core.Options.Market == MarketMode.Calendar ? Calendar.GetDay(Today) : null;
        if (day?.Closes == core.Now)
        {
            core.Matching.Auction(TimeInForceKind.AtClose);
            core.Booking.ExpireOptions(Today);
        }

        if (NewYorkTime.DateAt(core.Now) != Today)
        {
            StartDay();
        }

        foreach (var listing in core.Listings)
        {
            listing.Session = SessionOf(listing);
        }

        core.Lifecycle.ExpireDue();
        core.Lifecycle.StartQueued();
        if (day?.Opens == core.Now)
        {
            core.Matching.Auction(TimeInForceKind.AtOpen);
        }

        core.Matching.WorkAll();
        PlanNext();
    }

    private void StartDay()
    {
        // By the calendar they are gone since the close, except where the day had none.
        core.Booking.ExpireOptions(Today);
        Today = NewYorkTime.DateAt(core.Now);
        foreach (var account in core.Accounts)
        {
            account.PreviousEquity = core.Funding.FiguresOf(account).Equity;
            account.TransferredToday = 0m;
            account.SettleUpTo(Today);
            foreach (var position in account.Positions)
            {
                position.StartDay();
            }
        }

        foreach (var listing in core.Listings)
        {
            core.Prices.Refresh(listing);
            listing.StartDay();
        }
    }
}
