namespace Brokerage.Exchange;

/// <summary>A ticket's plan → a tree of orders. Nothing is registered yet.</summary>
internal sealed class PlanBuilder(Core core, AccountState account, OrderTicket ticket)
{
    private int _part;

    public OrderNode Build(OrderPlan plan) => Build(plan, null, isMember: false);

    private OrderNode Build(OrderPlan plan, OrderNode? parent, bool isMember)
    {
        switch (plan)
        {
            case OrderPlan.Single single:
                return Leaf(single.Spec, ShapeOf(single.Spec), RoleOf(single.Spec, parent, isMember), parent);
            case OrderPlan.OneCancels cancels:
                var container = Node(null, [], OrderShape.OneCancels, OrderRole.Member, parent);
                foreach (var one in cancels.Parts)
                {
                    container.Children.Add(Build(one, container, isMember: true));
                }

                return container;
            case OrderPlan.OneTriggers triggers:
                var first = Leaf(triggers.First, IsBracket(triggers) ? OrderShape.Bracket : OrderShape.OneTriggers, OrderRole.Entry, parent);
                first.Children.Add(Build(triggers.Then, first, isMember: false));
                return first;
            default:
                throw new ArgumentException("The plan is of an unknown kind.", nameof(plan));
        }
    }

    private OrderNode Leaf(OrderSpec spec, OrderShape shape, OrderRole role, OrderNode? parent) =>
        Node(spec, [.. spec.Legs.Select(leg => new LegNode(leg, core.ByInstrument[leg.Instrument]))], shape, role, parent);

    private OrderNode Node(OrderSpec? spec, IReadOnlyList<LegNode> legs, OrderShape shape, OrderRole role, OrderNode? parent)
    {
        var node = new OrderNode
        {
            Number = core.NextOrderNumber(),
            Account = account,
            ClientId = ClientIdFor(spec, parent),
            Shape = shape,
            Role = role,
            Tags = ticket.Tags,
            Spec = spec,
            Legs = legs,
            Parent = parent,
            ReceivedAt = core.Now,
        };
        if (spec is not null)
        {
            SetQuantity(node, spec);
            node.LimitPrice = spec.Price is PriceTerms.Limit limit ? limit.Price : null;
        }

        return node;
    }

    public static void SetQuantity(OrderNode node, OrderSpec spec)
    {
        switch (spec.Quantity)
        {
            case OrderQuantity.Units units:
                node.Quantity = units.Value;
                break;
            case OrderQuantity.Cash cash when spec.Price is PriceTerms.Limit limit:
                var listing = node.Leg.Listing.Listing;
                node.Quantity = decimal.Round(cash.Value.Amount / (limit.Price * listing.Multiplier) / listing.QuantityStep, MidpointRounding.ToZero)
                    * listing.QuantityStep;
                break;
            case OrderQuantity.Cash cash:
                node.CashLeft = cash.Value.Amount;
                break;
        }
    }

    private string? ClientIdFor(OrderSpec? spec, OrderNode? parent)
    {
        var part = spec is not null && _part < ticket.PartClientIds.Count ? ticket.PartClientIds[_part] : null;
        _part += spec is null ? 0 : 1;
        return parent is null ? ticket.ClientId ?? part : part;
    }

    private static OrderShape ShapeOf(OrderSpec spec) => spec.Legs.Count > 1 ? OrderShape.MultiLeg : OrderShape.Single;

    private static OrderRole RoleOf(OrderSpec spec, OrderNode? parent, bool isMember)
    {
        if (parent is null)
        {
            return OrderRole.Single;
        }

        var isExit = parent is { IsContainer: true, Parent: not null } or { IsContainer: false };
        return !isExit ? OrderRole.Member
            : spec.Price is PriceTerms.Limit ? OrderRole.TakeProfit
            : spec.Price is PriceTerms.Stop or PriceTerms.StopLimit or PriceTerms.Trailing ? OrderRole.StopLoss
            : isMember ? OrderRole.Member : OrderRole.Single;
    }

    private static bool IsBracket(OrderPlan.OneTriggers plan) =>
        plan.Then is OrderPlan.OneCancels { Parts: [OrderPlan.Single one, OrderPlan.Single other] }
        && Closes(one.Spec, plan.First) && Closes(other.Spec, plan.First);

    private static bool Closes(OrderSpec exit, OrderSpec entry) =>
        exit.Legs.Count == 1 && entry.Legs.Count == 1 && exit.Legs[0].Instrument == entry.Legs[0].Instrument && exit.Legs[0].Side != entry.Legs[0].Side;
}
