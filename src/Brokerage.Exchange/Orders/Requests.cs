using System.Globalization;

namespace Brokerage.Exchange;

/// <summary>What customers ask for: place and cancel. Replacing has its own room.</summary>
internal sealed class Requests(Core core)
{
    public Replacing Replacing { get; } = new(core);

    public OrderReceipt Submit(OrderTicket ticket)
    {
        if (!core.ById.TryGetValue(ticket.Account, out var account))
        {
            return new OrderReceipt { Rejection = new Rejection(RejectReason.UnknownAccount, "There is no such account.", "account") };
        }

        if (core.Admission.Check(account, ticket) is { } wrong)
        {
            return ticket.RecordRejection && CanBeRecorded(account, ticket, wrong) ? Record(account, ticket, wrong) : new OrderReceipt { Rejection = wrong };
        }

        var root = new PlanBuilder(core, account, ticket).Build(ticket.Plan);
        var delay = core.Options.Delays.Acknowledge;
        var verdict = delay > TimeSpan.Zero ? null : core.Admission.Judge(root);
        if (verdict is not null && !ticket.RecordRejection)
        {
            return new OrderReceipt { Rejection = verdict };
        }

        Announce(root, isHeld: false);
        var atReceipt = root.ToView();
        if (delay > TimeSpan.Zero)
        {
            core.Timeline.Plan(core.Now + delay, () => Verdict(root));
        }
        else
        {
            Conclude(root, verdict);
        }

        return Receipt(root, atReceipt, verdict);
    }

    public Rejection? Check(OrderTicket ticket)
    {
        if (!core.ById.TryGetValue(ticket.Account, out var account))
        {
            return new Rejection(RejectReason.UnknownAccount, "There is no such account.", "account");
        }

        return core.Admission.Check(account, ticket) ?? core.Admission.Judge(new PlanBuilder(core, account, ticket).Build(ticket.Plan));
    }

    public CancelReceipt Cancel(AccountId account, OrderId id)
    {
        if (Find(account, id) is not { } node)
        {
            return new CancelReceipt(null, NoSuchOrder);
        }

        if (node.IsFinal)
        {
            return new CancelReceipt(node.ToView(), AlreadyFinal(node));
        }

        if (node.State == OrderState.PendingReplace)
        {
            return new CancelReceipt(node.ToView(), Busy);
        }

        RequestCancel(node);
        return new CancelReceipt(node.ToView(), null);
    }

    public OrderNode? Find(AccountId account, OrderId id) =>
        long.TryParse(id.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && core.Orders.TryGetValue(number, out var node) && node.Account.Id == account ? node : null;

    public static Rejection NoSuchOrder { get; } = new(RejectReason.UnknownOrder, "There is no such order.", "order");

    public static Rejection Busy { get; } = new(RejectReason.OrderBusy, "The order is not yet judged, or is being changed.", "order");

    public static Rejection AlreadyFinal(OrderNode node) => new(RejectReason.AlreadyFinal, $"The order is {node.State}.", "order");

    /// <summary>A judged order goes to work, or waits for its session.</summary>
    public void Accept(OrderNode node)
    {
        if (node.IsFinal)
        {
            return;
        }

        node.IsAcknowledged = true;
        if (!node.IsContainer)
        {
            node.ExpiresAt = core.Hours.ExpiryOf(node.Spec!, node.Leg.Listing);
            Triggers.Begin(node);
        }

        core.Lifecycle.Apply(node, OrderCause.Acknowledged);
        if (node.IsFinal || !Lifecycle.ReachesItsSession(node))
        {
            return;
        }

        Start(node);
    }

    /// <summary>An order that waited for another one comes to life, if the account still allows it.</summary>
    public void Activate(OrderNode node)
    {
        if (node.State != OrderState.Held)
        {
            return;
        }

        if (!node.IsContainer)
        {
            // Of the members of a one-cancels-other only one can happen: what the plan has promised already is promised for this one too.
            if (core.Admission.Order(node, own: node) is { } wrong)
            {
                core.Lifecycle.Reject(node, wrong);
                return;
            }

            node.ExpiresAt = core.Hours.ExpiryOf(node.Spec!, node.Leg.Listing);
            Triggers.Begin(node);
        }

        node.IsAcknowledged = true;
        Start(node);
    }

    public void Announce(OrderNode node, bool isHeld)
    {
        core.Lifecycle.Announce(node, isHeld);
        foreach (var child in node.Children)
        {
            Announce(child, isHeld || !node.IsContainer);
        }
    }

    private void Start(OrderNode node)
    {
        var wasHeld = node.State == OrderState.Held;
        core.Lifecycle.Apply(node, OrderCause.Activated);
        if (!node.IsContainer)
        {
            if (node.Legs.Any(leg => leg.Listing.IsHalted))
            {
                core.Lifecycle.Apply(node, OrderCause.Suspended);
            }

            core.Matching.Work(node);
            return;
        }

        foreach (var child in node.Children.ToArray())
        {
            if (wasHeld)
            {
                Activate(child);
            }
            else
            {
                Accept(child);
            }

            core.Groups.Settle();
        }
    }

    private void RequestCancel(OrderNode node)
    {
        if (core.Options.Delays.Cancel <= TimeSpan.Zero || node.State == OrderState.Held || node.IsContainer)
        {
            core.Groups.CancelTree(node);
            return;
        }

        if (node.State == OrderState.PendingCancel)
        {
            return;
        }

        core.Lifecycle.Apply(node, OrderCause.CancelRequested);
        core.Timeline.Plan(core.Now + core.Options.Delays.Cancel, () =>
        {
            if (node.State == OrderState.PendingCancel)
            {
                core.Lifecycle.Cancel(node);
            }
        });
    }

    private void Verdict(OrderNode root)
    {
        if (root.State == OrderState.Received && !root.IsAcknowledged)
        {
            Conclude(root, core.Admission.Judge(root));
        }
    }

    private void Conclude(OrderNode root, Rejection? verdict)
    {
        if (verdict is null)
        {
            Accept(root);
            return;
        }

        RejectTree(root, verdict);
    }

    private void RejectTree(OrderNode node, Rejection verdict)
    {
        core.Groups.Hold();
        foreach (var child in node.Children)
        {
            RejectTree(child, verdict);
        }

        if (!node.IsFinal)
        {
            core.Lifecycle.Reject(node, verdict);
        }

        core.Groups.Release();
    }

    /// <summary>Some tickets are so wrong that no order can be made of them.</summary>
    private static bool CanBeRecorded(AccountState account, OrderTicket ticket, Rejection wrong) =>
        wrong.Reason is not (RejectReason.UnknownInstrument or RejectReason.DuplicateClientId or RejectReason.InvalidPlan)
        && wrong.Field is not "legs" && ticket.Plan is OrderPlan.Single && account is not null;

    private OrderReceipt Record(AccountState account, OrderTicket ticket, Rejection wrong)
    {
        var root = new PlanBuilder(core, account, ticket).Build(ticket.Plan);
        Announce(root, isHeld: false);
        var atReceipt = root.ToView();
        RejectTree(root, wrong);
        return Receipt(root, atReceipt, wrong);
    }

    private static OrderReceipt Receipt(OrderNode root, ExchangeOrder atReceipt, Rejection? verdict)
    {
        var all = new List<ExchangeOrder>();
        Collect(root, all);
        return new OrderReceipt { Order = root.ToView(), AtReceipt = atReceipt, Orders = all, Rejection = verdict };
    }

    public static void Collect(OrderNode node, List<ExchangeOrder> all)
    {
        all.Add(node.ToView());
        foreach (var child in node.Children)
        {
            Collect(child, all);
        }
    }
}
