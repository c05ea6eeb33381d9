namespace Brokerage.Exchange;

/// <summary>Changing an order that is there: a new one takes its place, or, where the account keeps ids, the order itself changes.</summary>
internal sealed class Replacing(Core core)
{
    public ReplaceReceipt Replace(OrderNode? node, OrderChange change, string? clientId, decimal? filled)
    {
        if (node is null)
        {
            return new ReplaceReceipt(null, null, Requests.NoSuchOrder);
        }

        if ((Refusal(node, change, clientId) ?? Moved(node, filled)) is { } wrong)
        {
            return new ReplaceReceipt(node.ToView(), null, wrong);
        }

        var next = Draft(node, change, clientId, node.Account.Opening.ReplaceKeepsId ? node.Number : core.NextOrderNumber());
        if (Judge(node, next) is { } verdict)
        {
            return new ReplaceReceipt(node.ToView(), null, verdict);
        }

        return node.Account.Opening.ReplaceKeepsId ? InPlace(node, next, change) : ByNew(node, next, change);
    }

    public Rejection? Check(OrderNode? node, OrderChange change) =>
        node is null ? Requests.NoSuchOrder : Refusal(node, change, null) ?? Judge(node, Draft(node, change, null, node.Number));

    private static Rejection? Moved(OrderNode node, decimal? filled) => filled is { } known && known != node.Filled
        ? new Rejection(RejectReason.InvalidChange, "The order was filled further meanwhile.", "filled")
        : null;

    private Rejection? Judge(OrderNode node, OrderNode next) =>
        core.Admission.Terms.Spec(next.Spec!) ?? (node.State == OrderState.Held ? null : core.Admission.Order(next, own: node));

    private static Rejection? Refusal(OrderNode node, OrderChange change, string? clientId)
    {
        if (node.IsFinal)
        {
            return Requests.AlreadyFinal(node);
        }

        if (node.State is OrderState.PendingCancel or OrderState.PendingReplace || (!node.IsAcknowledged && node.State != OrderState.Held))
        {
            return Requests.Busy;
        }

        if (node.IsContainer || change is { TotalQuantity: null, Price: null, TimeInForce: null })
        {
            return new Rejection(RejectReason.InvalidChange, "There is nothing that can change.");
        }

        if (change.TotalQuantity is { } total && (node.CashLeft is not null || total <= node.Filled + node.FilledBefore))
        {
            return new Rejection(RejectReason.InvalidChange, "The new total must be more than what is filled.", "quantity");
        }

        return clientId is not null && node.Account.Opening.UniqueClientIds && node.Account.ByClientId.ContainsKey(clientId)
            ? new Rejection(RejectReason.DuplicateClientId, "The client id was used before.", "client id")
            : null;
    }

    /// <summary>What is asked for now, as an order of its own that is not registered.</summary>
    private OrderNode Draft(OrderNode node, OrderChange change, string? clientId, long number)
    {
        var spec = node.Spec! with { Price = change.Price ?? node.Spec.Price, TimeInForce = change.TimeInForce ?? node.Spec.TimeInForce };
        if (node.CashLeft is null)
        {
            spec = spec with { Quantity = new OrderQuantity.Units(Left(node, change)) };
        }

        var keepsTrigger = change.Price is null && node.IsTriggered;
        return new OrderNode
        {
            Number = number,
            Account = node.Account,
            ClientId = clientId,
            Shape = node.Shape,
            Role = node.Role,
            Tags = node.Tags,
            Spec = spec,
            Legs = [.. node.Legs.Select(leg => new LegNode(leg.Leg, leg.Listing))],
            Replaces = node,
            FilledBefore = node.FilledBefore + node.Filled,
            Quantity = node.CashLeft is null ? Left(node, change) : null,
            CashLeft = node.CashLeft,
            IsTriggered = keepsTrigger,
            LimitPrice = spec.Price is PriceTerms.Limit limit ? limit.Price : keepsTrigger ? node.LimitPrice : null,
            ReceivedAt = core.Now,
        };
    }

    private static decimal Left(OrderNode node, OrderChange change) =>
        change.TotalQuantity is { } total ? total - node.FilledBefore - node.Filled : node.Remaining;

    private ReplaceReceipt ByNew(OrderNode node, OrderNode next, OrderChange change)
    {
        core.Lifecycle.Announce(next, isHeld: node.State == OrderState.Held);
        if (core.Options.Delays.Replace <= TimeSpan.Zero || node.State == OrderState.Held)
        {
            Swap(node, next);
            return new ReplaceReceipt(node.ToView(), next.ToView(), null);
        }

        core.Lifecycle.Apply(node, OrderCause.ReplaceRequested);
        core.Timeline.Plan(core.Now + core.Options.Delays.Replace, () => Conclude(node, next, change));
        return new ReplaceReceipt(node.ToView(), next.ToView(), null);
    }

    /// <summary>The end of a delayed replacement: what has filled meanwhile decides.</summary>
    private void Conclude(OrderNode node, OrderNode next, OrderChange change)
    {
        if (next.IsFinal)
        {
            core.Lifecycle.Apply(node, OrderCause.ReplaceRefused);
            return;
        }

        if (node.State != OrderState.PendingReplace)
        {
            core.Lifecycle.Reject(next, Requests.AlreadyFinal(node));
            return;
        }

        if (AdmitAfterFills(node, next, change) is not { } wrong)
        {
            Swap(node, next);
            return;
        }

        core.Lifecycle.Reject(next, wrong);
        core.Lifecycle.Apply(node, OrderCause.ReplaceRefused);
        core.Matching.Work(node);
    }

    // A refused replacement keeps the quantity that it was asked for: what is left of a total that is filled already would be negative.
    private Rejection? AdmitAfterFills(OrderNode node, OrderNode next, OrderChange change)
    {
        if (node.CashLeft is null && Left(node, change) <= 0m)
        {
            return new Rejection(RejectReason.InvalidChange, "The new total is filled already.", "quantity");
        }

        next.FilledBefore = node.FilledBefore + node.Filled;
        next.Quantity = node.CashLeft is null ? Left(node, change) : null;
        return core.Admission.Order(next, own: node);
    }

    private void Swap(OrderNode node, OrderNode next)
    {
        core.Groups.Hold();
        var isHeld = node.State == OrderState.Held;
        node.ReplacedBy = next;
        core.Lifecycle.Apply(node, OrderCause.Replaced);
        if (node.IsFinal && node.State == OrderState.Replaced)
        {
            TakePlace(node, next);
        }

        if (!isHeld)
        {
            core.Requests.Accept(next);
        }

        core.Groups.Release();
    }

    private static void TakePlace(OrderNode node, OrderNode next)
    {
        next.Parent = node.Parent;
        if (node.Parent is { } parent)
        {
            parent.Children[parent.Children.IndexOf(node)] = next;
            parent.Touch(parent.UpdatedAt);
        }

        next.Children.AddRange(node.Children);
        foreach (var child in node.Children)
        {
            child.Parent = next;
            child.Touch(child.UpdatedAt);
        }

        node.Children.Clear();
        next.Touch(next.UpdatedAt);
    }

    private ReplaceReceipt InPlace(OrderNode node, OrderNode next, OrderChange change)
    {
        if (node.State is OrderState.Held or OrderState.Received || core.Options.Delays.Replace <= TimeSpan.Zero)
        {
            Become(node, next, change);
            return new ReplaceReceipt(node.ToView(), node.ToView(), null);
        }

        core.Lifecycle.Apply(node, OrderCause.ReplaceRequested);
        core.Timeline.Plan(core.Now + core.Options.Delays.Replace, () => ConcludeInPlace(node, next, change));
        return new ReplaceReceipt(node.ToView(), node.ToView(), null);
    }

    private void ConcludeInPlace(OrderNode node, OrderNode next, OrderChange change)
    {
        if (node.State != OrderState.PendingReplace)
        {
            return;
        }

        if (AdmitAfterFills(node, next, change) is not null)
        {
            core.Lifecycle.Apply(node, OrderCause.ReplaceRefused);
            core.Matching.Work(node);
            return;
        }

        Become(node, next, change);
    }

    private void Become(OrderNode node, OrderNode next, OrderChange change)
    {
        Lifecycle.Withdraw(node);
        node.Quantity = change.TotalQuantity ?? node.Quantity;
        node.Spec = next.Spec! with { Quantity = node.Quantity is { } units ? new OrderQuantity.Units(units) : next.Spec.Quantity };
        (node.LimitPrice, node.IsTriggered, node.NeedPerUnit) = (next.LimitPrice, next.IsTriggered, next.NeedPerUnit);
        (node.StopPrice, node.WaterMark) = change.Price is null ? (node.StopPrice, node.WaterMark) : (null, null);
        if (node.State is OrderState.Held or OrderState.Received)
        {
            core.Lifecycle.Tell(node);
            core.Funding.Reserve(node.Root);
            return;
        }

        if (node.State != OrderState.PendingReplace)
        {
            core.Lifecycle.Apply(node, OrderCause.ReplaceRequested);
        }

        node.ExpiresAt = core.Hours.ExpiryOf(node.Spec, node.Leg.Listing);
        Triggers.Begin(node);
        core.Lifecycle.Apply(node, OrderCause.Activated);
        core.Matching.Work(node);
    }
}
