using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>The exchange without its lock: what is listed, who has accounts, what is ordered, and the rooms that work on them.</summary>
internal sealed class Core
{
    private readonly Dictionary<Instrument, ListingState> _listings = [];
    private readonly List<ListingState> _inOrder = [];
    private readonly Dictionary<AccountId, AccountState> _accounts = [];
    private readonly Dictionary<long, OrderNode> _orders = [];
    private long _orderNumber = 1_000_000;
    private long _executionNumber = 5_000_000;
    private int _accountNumber = 1_000;

    public Core(ExchangeOptions options)
    {
        Options = options;
        Now = options.Clock.GetUtcNow().ToUniversalTime();
        Feed = new EventFeed(Math.Max(1, options.EventHistory));
        Rates = DefaultRates.Table;
        Hours = new MarketHours(this);
        Prices = new PriceEngine(this);
        Lifecycle = new Lifecycle(this);
        Funding = new Funding(this);
        Admission = new Admission(this);
        Booking = new Booking(this);
        Matching = new Matching(this);
        Groups = new Groups(this);
        Requests = new Requests(this);
        Corrections = new Corrections(this);
        OpenedAt = Now;
        foreach (var listing in options.Listings ?? DefaultListings.All)
        {
            List(listing);
        }

        Hours.Start();
        Prices.Start();
    }

    public ExchangeOptions Options { get; }

    public DateTimeOffset Now { get; private set; }

    public EventFeed Feed { get; }

    public GeneralLedger Ledger { get; } = new();

    public Timeline Timeline { get; } = new();

    public CurrencyRates Rates { get; set; }

    public MarketHours Hours { get; }

    public PriceEngine Prices { get; }

    public Lifecycle Lifecycle { get; }

    public Funding Funding { get; }

    public Admission Admission { get; }

    public Booking Booking { get; }

    public Matching Matching { get; }

    public Groups Groups { get; }

    public Requests Requests { get; }

    public Corrections Corrections { get; }

    public DateTimeOffset OpenedAt { get; }

    public IReadOnlyList<ListingState> Listings => _inOrder;

    public IReadOnlyCollection<AccountState> Accounts => _accounts.Values;

    public IReadOnlyDictionary<Instrument, ListingState> ByInstrument => _listings;

    public IReadOnlyDictionary<AccountId, AccountState> ById => _accounts;

    public IReadOnlyDictionary<long, OrderNode> Orders => _orders;

    /// <summary>Executions by number, for corrections.</summary>
    public Dictionary<long, Fill> Executions { get; } = [];

    public long NextOrderNumber() => ++_orderNumber;

    public long NextExecutionNumber() => ++_executionNumber;

    public void Register(OrderNode node) => _orders.Add(node.Number, node);

    /// <summary>Lets everything happen that is due by the clock.</summary>
    public void CatchUp()
    {
        var until = Options.Clock.GetUtcNow().ToUniversalTime();
        Prices.PrepareFor(until);
        while (Timeline.TryTake(until, out var at, out var action))
        {
            Now = at > Now ? at : Now;
            action();
        }

        Now = until > Now ? until : Now;
    }

    public ListingState List(Listing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        if (_listings.ContainsKey(listing.Instrument))
        {
            throw new ArgumentException($"{listing.Instrument} is listed already.", nameof(listing));
        }

        var underlying = listing.Underlying is { } under && _listings.TryGetValue(under, out var found) ? found : null;
        var state = Prices.Create(listing, _inOrder.Count, underlying);
        _listings.Add(listing.Instrument, state);
        _inOrder.Add(state);
        state.Session = Hours.SessionOf(state);
        Prices.Quote(state);
        state.StartDay();
        state.FirstPrice = state.Last;
        return state;
    }

    public AccountState Open(AccountOpening opening)
    {
        var id = AccountId.Parse(opening.Id ?? $"SIM{++_accountNumber}");
        if (_accounts.ContainsKey(id))
        {
            throw new ArgumentException($"Account {id.Value} is open already.", nameof(opening));
        }

        var account = new AccountState(id, opening, Now);
        _accounts.Add(id, account);
        return account;
    }

    public AccountState Account(AccountId id) =>
        _accounts.TryGetValue(id, out var account) ? account : throw new ArgumentException($"There is no account {id.Value}.", nameof(id));

    public ListingState Listing(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return _listings.TryGetValue(instrument, out var listing)
            ? listing
            : throw new ArgumentException($"{instrument} is not listed.", nameof(instrument));
    }

    /// <summary>A listing with its quote up to date.</summary>
    public ListingState FreshListing(Instrument instrument)
    {
        var listing = Listing(instrument);
        Prices.Refresh(listing);
        return listing;
    }

    /// <summary>A listing with a price of its own.</summary>
    public ListingState Rooted(Instrument instrument)
    {
        var listing = Listing(instrument);
        return listing.Walk is not null
            ? listing
            : throw new ArgumentException($"{instrument} is priced by its underlying; give it a quote instead.", nameof(instrument));
    }

    public bool SetHalt(ListingState listing, bool isHalted)
    {
        if (listing.IsHalted == isHalted)
        {
            return false;
        }

        listing.IsHalted = isHalted;
        foreach (var node in Lifecycle.Open.ToArray())
        {
            if (node.IsFinal || !node.Legs.Any(leg => ReferenceEquals(leg.Listing, listing)))
            {
                continue;
            }

            if (isHalted && node.IsInForce)
            {
                Lifecycle.Apply(node, OrderCause.Suspended);
            }
            else if (!isHalted && node.State == OrderState.Suspended)
            {
                Lifecycle.Apply(node, OrderCause.Activated);
                Matching.Work(node);
            }
        }

        return true;
    }

    public Action SubscribeQuotes(IReadOnlyCollection<Instrument>? instruments, Action<ExchangeQuote> read)
    {
        if (instruments is null)
        {
            return Feed.Subscribe(null, read);
        }

        foreach (var instrument in instruments)
        {
            var listing = Listing(instrument);
            listing.IsFollowed = true;
            Lifecycle.Watch(listing);
        }

        return Feed.Subscribe([.. instruments], read);
    }

    /// <summary>What one unit of a currency is in another. A missing rate is a mistake in the set-up.</summary>
    public decimal Rate(Currency from, Currency to) =>
        Rates.Rate(from, to) ?? throw new InvalidOperationException($"The exchange has no rate from {from.Code} to {to.Code}; see SetRate.");
}
