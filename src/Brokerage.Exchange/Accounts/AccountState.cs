using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>An account at work.</summary>
internal sealed class AccountState(AccountId id, AccountOpening opening, DateTimeOffset openedAt)
{
    // A sum per day, since every order asks for it and a day may have thousands of sales.
    private readonly Dictionary<(DateOnly On, Currency Currency), decimal> _unsettled = [];
    private readonly Dictionary<Instrument, PositionState> _positions = [];
    private readonly List<PositionGroup> _groups = [];

    public AccountId Id { get; } = id;

    public AccountOpening Opening { get; } = opening;

    public DateTimeOffset OpenedAt { get; } = openedAt;

    public AccountStatus Status { get; set; } = AccountStatus.Active;

    public ICommissionModel Commissions { get; } = opening.Commissions ?? NoCommission.Instance;

    public bool IsMargin => Opening.Kind is MarginKind.Margin or MarginKind.PortfolioMargin;

    public Currency Base => Opening.BaseCurrency;

    public Dictionary<Currency, decimal> Cash { get; } = [];

    public Dictionary<Instrument, PositionState>.ValueCollection Positions => _positions.Values;

    /// <summary>The positions by what they are on: margin rules look at these together.</summary>
    public IReadOnlyList<PositionGroup> Groups => _groups;

    public List<OrderNode> Orders { get; } = [];

    public List<OrderNode> OpenOrders { get; } = [];

    public Dictionary<string, OrderNode> ByClientId { get; } = new(StringComparer.Ordinal);

    /// <summary>In the base currency, what open orders hold back.</summary>
    public decimal Reserved { get; set; }

    public decimal PreviousEquity { get; set; }

    /// <summary>Money and holdings that came from or went outside today, in the base currency.</summary>
    public decimal TransferredToday { get; set; }

    public decimal CashIn(Currency currency) => Cash.GetValueOrDefault(currency);

    public void AddCash(Currency currency, decimal amount) => Cash[currency] = CashIn(currency) + amount;

    public PositionState? Find(Instrument instrument) => _positions.GetValueOrDefault(instrument);

    public PositionState PositionIn(ListingState listing)
    {
        if (!_positions.TryGetValue(listing.Instrument, out var position))
        {
            position = new PositionState(listing);
            _positions.Add(listing.Instrument, position);
            AddToGroup(position);
        }

        return position;
    }

    public PositionGroup? GroupOf(ListingState root)
    {
        foreach (var group in _groups)
        {
            if (ReferenceEquals(group.Root, root))
            {
                return group;
            }
        }

        return null;
    }

    public void AddUnsettled(DateOnly on, Currency currency, decimal amount)
    {
        if (amount > 0m)
        {
            _unsettled[(on, currency)] = _unsettled.GetValueOrDefault((on, currency)) + amount;
        }
    }

    public void SettleUpTo(DateOnly today)
    {
        foreach (var settled in _unsettled.Keys.Where(key => key.On <= today).ToList())
        {
            _unsettled.Remove(settled);
        }
    }

    /// <summary>Proceeds that are not settled, at most the cash that is there.</summary>
    public decimal UnsettledIn(Currency currency)
    {
        var sum = 0m;
        foreach (var ((_, held), amount) in _unsettled)
        {
            sum += held == currency ? amount : 0m;
        }

        return Math.Clamp(sum, 0m, Math.Max(0m, CashIn(currency)));
    }

    private void AddToGroup(PositionState position)
    {
        var root = position.Listing.Underlying ?? position.Listing;
        var group = GroupOf(root);
        if (group is null)
        {
            group = new PositionGroup(root);
            _groups.Add(group);
        }

        group.Positions.Add(position);
    }

    public ExchangeAccount ToView() => new() { Id = Id, Opening = Opening, Status = Status, OpenedAt = OpenedAt };
}
