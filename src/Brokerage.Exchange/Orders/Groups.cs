namespace Brokerage.Exchange;

/// <summary>
/// What one order of a plan does to the others. It happens after the trade that causes it is booked on both sides, never in the middle.
/// </summary>
internal sealed class Groups(Core core)
{
    private readonly Queue<Action> _due = new();
    private int _held;

    public void Hold() => _held++;

    public void Release()
    {
        if (_held == 1)
        {
            Settle();
        }

        _held--;
    }

    /// <summary>Does what is due now, also in the middle of something, where that something is in order.</summary>
    public void Settle()
    {
        while (_due.TryDequeue(out var next))
        {
            next();
        }
    }

    public void OnFill(OrderNode node, ExchangeExecution execution)
    {
        if (node.Parent is { IsContainer: true } && node.Role != OrderRole.Single)
        {
            _due.Enqueue(() => ShrinkSiblings(node, execution.Quantity));
        }
    }

    public void OnFinal(OrderNode node)
    {
        if (node.State == OrderState.Replaced)
        {
            return;
        }

        if (node.Children.Count > 0)
        {
            _due.Enqueue(() => EndOfParent(node));
        }

        if (node.Parent is { IsContainer: true } container)
        {
            _due.Enqueue(() => EndOfMember(node, container));
        }
    }

    /// <summary>A fill of one exit leaves the other with as much less to do. Members that trade something else end at the first fill.</summary>
    private void ShrinkSiblings(OrderNode node, decimal quantity)
    {
        foreach (var sibling in node.Parent!.Children.ToArray())
        {
            if (ReferenceEquals(sibling, node) || sibling.IsFinal)
            {
                continue;
            }

            if (!TradesTheSame(sibling, node) || sibling.Quantity is null || sibling.Quantity - quantity <= sibling.Filled)
            {
                CancelTree(sibling);
                continue;
            }

            sibling.Quantity -= quantity;
            core.Lifecycle.Tell(sibling);
            core.Funding.Reserve(sibling.Root);
        }
    }

    private static bool TradesTheSame(OrderNode one, OrderNode other) =>
        one.Legs.Count == 1 && other.Legs.Count == 1 && ReferenceEquals(one.Leg.Listing, other.Leg.Listing) && one.Side == other.Side;

    private void EndOfMember(OrderNode node, OrderNode container)
    {
        if (container.IsFinal || node.ReplacedBy is not null)
        {
            return;
        }

        foreach (var sibling in container.Children.ToArray())
        {
            CancelTree(sibling);
        }

        if (container.IsFinal || container.Children.Any(child => !child.IsFinal))
        {
            return;
        }

        var cause = container.Children.Any(child => child.State == OrderState.Filled) ? OrderCause.Fill
            : container.Children.Any(child => child.State == OrderState.Expired) ? OrderCause.Expired
            : OrderCause.Cancelled;
        core.Lifecycle.Apply(container, cause);
    }

    private void EndOfParent(OrderNode node)
    {
        foreach (var child in node.Children.ToArray())
        {
            if (child.State != OrderState.Held)
            {
                if (node.IsContainer)
                {
                    CancelTree(child);
                }

                continue;
            }

            if (node.State == OrderState.Filled || (node.Filled > 0m && FitTo(child, node)))
            {
                core.Requests.Activate(child);
            }
            else
            {
                child.Rejection ??= new Rejection(RejectReason.ParentFailed, "The order that would have set this one off came to nothing.");
                CancelTree(child);
            }
        }
    }

    /// <summary>A partly filled entry that ends leaves exits for what it filled.</summary>
    private static bool FitTo(OrderNode child, OrderNode entry)
    {
        var leaves = child.IsContainer ? child.Children : [child];
        if (leaves.Any(leaf => leaf.Legs.Count != 1 || !ReferenceEquals(leaf.Leg.Listing, entry.Leg.Listing) || leaf.Side == entry.Side))
        {
            return false;
        }

        foreach (var leaf in leaves)
        {
            leaf.Quantity = Math.Min(leaf.Quantity ?? entry.Filled, entry.Filled);
        }

        return true;
    }

    public void CancelTree(OrderNode node)
    {
        if (!node.IsFinal)
        {
            core.Lifecycle.Cancel(node);
        }
    }
}
