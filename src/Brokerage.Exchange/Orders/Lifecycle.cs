namespace Brokerage.Exchange;

/// <summary>Moves orders through the one table of states and tells what happened. Every change of a state goes through here.</summary>
internal sealed class Lifecycle(Core core)
{
    private readonly List<OrderNode> _open = [];

    public IReadOnlyList<OrderNode> Open => _open;

    /// <summary>A new order is there.</summary>
    public void Announce(OrderNode node, bool isHeld)
    {
        core.Register(node);
        node.Account.Orders.Add(node);
        node.Account.OpenOrders.Add(node);
        _open.Add(node);
        if (node.ClientId is { } clientId)
        {
            node.Account.ByClientId[clientId] = node;
        }

        node.MoveTo(isHeld ? OrderState.Held : OrderState.Received, core.Now);
        core.Feed.Publish(core.Now, OrderCause.Seen, node.ToView(), null);
    }

    /// <summary>Something other than the state changed.</summary>
    public void Tell(OrderNode node)
    {
        node.Touch(core.Now);
        core.Feed.Publish(core.Now, OrderCause.Seen, node.ToView(), null);
    }

    public void Apply(OrderNode node, OrderCause cause, ExchangeExecution? execution = null)
    {
        var progress = ProgressOf(node, cause);
        var next = OrderLifecycle.Next(node.State, cause, progress)
            ?? throw new InvalidOperationException($"Order {node.Number} is {node.State}; {cause} ({progress}) is not possible.");
        core.Groups.Hold();
        var wasFinal = node.IsFinal;
        node.MoveTo(next, core.Now);
        core.Feed.Publish(core.Now, cause, node.ToView(), execution);
        if (node.IsFinal && !wasFinal)
        {
            Retire(node);
        }

        core.Funding.Reserve(node.Root);
        if (cause == OrderCause.Fill && execution is not null)
        {
            core.Groups.OnFill(node, execution);
        }

        if (node.IsFinal && !wasFinal)
        {
            core.Groups.OnFinal(node);
        }

        core.Groups.Release();
    }

    /// <summary>A container has no quantity: when it counts as filled, all that it will ever do is done.</summary>
    private static FillProgress ProgressOf(OrderNode node, OrderCause cause)
    {
        if (node.IsContainer)
        {
            return cause == OrderCause.Fill ? FillProgress.Complete : FillProgress.None;
        }

        return node.Legs.All(leg => leg.Filled == 0m) ? FillProgress.None
            : node.Filled >= node.Quantity ? FillProgress.Complete
            : FillProgress.Partial;
    }

    public void Reject(OrderNode node, Rejection rejection)
    {
        node.Rejection = rejection;
        Apply(node, OrderCause.Rejected);
    }

    /// <summary>The exchange itself ends an order.</summary>
    public void Cancel(OrderNode node, Rejection? why = null)
    {
        node.Rejection ??= why;
        Apply(node, OrderCause.Cancelled);
    }

    /// <summary>Ends the orders whose time is over.</summary>
    public void ExpireDue()
    {
        foreach (var node in Snapshot())
        {
            if (!node.IsFinal && node.ExpiresAt <= core.Now)
            {
                Apply(node, OrderCause.Expired);
            }
        }
    }

    /// <summary>Puts orders to work that waited for a session.</summary>
    public void StartQueued()
    {
        foreach (var node in Snapshot())
        {
            if (node is { State: OrderState.Received, IsAcknowledged: true } && ReachesItsSession(node))
            {
                Apply(node, OrderCause.Activated);
            }
        }
    }

    /// <summary>Whether an order is put to work now, or waits as received.</summary>
    public static bool ReachesItsSession(OrderNode node)
    {
        if (node.IsContainer)
        {
            return true;
        }

        foreach (var leg in node.Legs)
        {
            if ((leg.Listing.Session & node.Spec!.Sessions) == Sessions.None)
            {
                return false;
            }
        }

        return true;
    }

    private OrderNode[] Snapshot() => [.. _open];

    private void Retire(OrderNode node)
    {
        Withdraw(node);
        _open.Remove(node);
        node.Account.OpenOrders.Remove(node);
    }

    /// <summary>Takes an order out of the book and out of the waiting room.</summary>
    public static void Withdraw(OrderNode node)
    {
        if (node.IsInBook)
        {
            var book = node.Leg.Listing.Book;
            (node.Side == Side.Buy ? book.Bids : book.Asks).Remove(node);
            node.IsInBook = false;
        }

        if (node.IsWaiting)
        {
            node.IsWaiting = false;
            foreach (var leg in node.Legs)
            {
                leg.Listing.Waiting.Remove(node);
            }
        }

        foreach (var leg in node.Legs)
        {
            Unwatch(leg.Listing);
        }
    }

    public static void Watch(ListingState listing) => listing.Underlying?.Watched.TryAdd(listing.Index, listing);

    private static void Unwatch(ListingState listing)
    {
        if (!listing.IsFollowed && listing.Waiting.Count == 0 && listing.Book.Bids.Orders.Count == 0 && listing.Book.Asks.Orders.Count == 0)
        {
            listing.Underlying?.Watched.Remove(listing.Index);
        }
    }
}
