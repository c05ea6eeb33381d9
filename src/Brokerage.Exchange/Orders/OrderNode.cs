namespace Brokerage.Exchange;

/// <summary>An order at work: one node of a plan's tree.</summary>
internal sealed class OrderNode
{
    private ExchangeOrder? _view;

    public required long Number { get; init; }

    /// <summary>The number as text, once someone has asked for it.</summary>
    public OrderId? Id { get; set; }

    public required AccountState Account { get; init; }

    public string? ClientId { get; set; }

    public required OrderShape Shape { get; set; }

    public required OrderRole Role { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Null for a container.</summary>
    public OrderSpec? Spec { get; set; }

    public IReadOnlyList<LegNode> Legs { get; init; } = [];

    public OrderNode? Parent { get; set; }

    public List<OrderNode> Children { get; } = [];

    public OrderState State { get; private set; } = OrderState.Received;

    public bool IsAcknowledged { get; set; }

    /// <summary>The quantity in units; null while a cash amount has not become units, and for a container.</summary>
    public decimal? Quantity { get; set; }

    /// <summary>What is left of a cash amount.</summary>
    public decimal? CashLeft { get; set; }

    public decimal Filled { get; set; }

    /// <summary>What an order replaced by this one had filled.</summary>
    public decimal FilledBefore { get; set; }

    public List<ExchangeExecution> Executions { get; } = [];

    public Rejection? Rejection { get; set; }

    public OrderNode? Replaces { get; init; }

    public OrderNode? ReplacedBy { get; set; }

    /// <summary>The replacement that waits for its turn.</summary>
    public OrderNode? PendingReplacement { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public bool IsTriggered { get; set; }

    public decimal? StopPrice { get; set; }

    public decimal? WaterMark { get; set; }

    /// <summary>The limit that holds now: of the order, or of a stop-limit once it is triggered. Null: any price.</summary>
    public decimal? LimitPrice { get; set; }

    public bool IsInBook { get; set; }

    public bool IsWaiting { get; set; }

    /// <summary>In the base currency, what one unit of the order holds back.</summary>
    public decimal NeedPerUnit { get; set; }

    /// <summary>At the root: what the whole plan holds back now.</summary>
    public decimal ReservedCash { get; set; }

    /// <summary>At the root: the closing quantities that the plan has promised.</summary>
    public List<(PositionState Position, decimal Quantity)> PromisedShares { get; set; } = [];

    public bool IsContainer => Spec is null;

    public bool IsFinal => State is OrderState.Filled or OrderState.Cancelled or OrderState.Replaced or OrderState.Expired or OrderState.Rejected;

    public OrderNode Root => Parent?.Root ?? this;

    public LegNode Leg => Legs[0];

    public Side Side => Legs[0].Leg.Side;

    public decimal Remaining => (Quantity ?? 0m) - Filled;

    public decimal RestingPrice => LimitPrice ?? 0m;

    /// <summary>In force: judged, taken, and not ended.</summary>
    public bool IsInForce => State is OrderState.Working or OrderState.PartiallyFilled or OrderState.PendingCancel or OrderState.PendingReplace;

    /// <summary>In force, and its market trades in a session that the order is for.</summary>
    public bool CanTradeNow
    {
        get
        {
            if (!IsInForce)
            {
                return false;
            }

            foreach (var leg in Legs)
            {
                if (!leg.Listing.IsOpen || (leg.Listing.Session & Spec!.Sessions) == Sessions.None)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public bool IsStop => Spec?.Price is PriceTerms.Stop or PriceTerms.StopLimit or PriceTerms.Trailing;

    public bool WaitsForTrigger => IsStop && !IsTriggered;

    public void MoveTo(OrderState state, DateTimeOffset time)
    {
        State = state;
        UpdatedAt = time;
        ClosedAt = IsFinal ? ClosedAt ?? time : null;
        _view = null;
    }

    public void Touch(DateTimeOffset time)
    {
        UpdatedAt = time;
        _view = null;
    }

    /// <summary>Something changed that is no news, such as where a trailing stop stands.</summary>
    public void Forget() => _view = null;

    public ExchangeOrder ToView() => _view ??= OrderViews.Of(this);
}
