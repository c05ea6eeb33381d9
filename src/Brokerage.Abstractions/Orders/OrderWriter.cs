namespace Brokerage;

/// <summary>Orders into canonical bytes. A number, once given to a case, is never given to another.</summary>
internal readonly struct OrderWriter(CanonicalWriter writer)
{
    internal const int MaxDepth = 16;

    internal void Prepared(PreparedOrder order)
    {
        Intent(order.Intent);
        writer.Int(order.Attempt);
        writer.Optional(order.WireId, writer.Text);
        writer.Text(order.Evidence);
        writer.Time(order.PreparedAt);
        writer.Optional(order.ExpiresAt, writer.Time);
        writer.Optional(order.Preview, Preview);
        writer.List(order.Approvals, Approval);
    }

    internal void Intent(OrderIntent intent)
    {
        switch (intent)
        {
            case OrderIntent.New order:
                Head(1, intent);
                Plan(order.Plan, 0);
                break;
            case OrderIntent.Replace replace:
                Head(2, intent);
                writer.Text(replace.Target.Value);
                writer.Optional(replace.Change.TotalQuantity, writer.Decimal);
                writer.Optional(replace.Change.Price, Price);
                writer.Optional(replace.Change.TimeInForce, TimeInForce);
                break;
            default:
                throw new InvalidOperationException("The intents are a closed set.");
        }
    }

    private void Head(byte kind, OrderIntent intent)
    {
        writer.Byte(kind);
        writer.Text(intent.Account.Connection.Value);
        writer.Text(intent.Account.Broker.Value);
        writer.Text(intent.Account.Account.Value);
        writer.Text(intent.ClientOrderId.Value);
    }

    private void Plan(OrderPlan plan, int depth)
    {
        if (depth > MaxDepth) throw new ArgumentException($"A plan may be nested {MaxDepth} deep.", nameof(plan));

        switch (plan)
        {
            case OrderPlan.Single single:
                writer.Byte(1);
                Spec(single.Spec);
                break;
            case OrderPlan.OneCancels group:
                writer.Byte(2);
                writer.Int(group.Parts.Count);
                foreach (var part in group.Parts) Plan(part, depth + 1);
                break;
            case OrderPlan.OneTriggers chain:
                writer.Byte(3);
                Spec(chain.First);
                Plan(chain.Then, depth + 1);
                break;
            default:
                throw new InvalidOperationException("The plans are a closed set.");
        }
    }

    private void Spec(OrderSpec spec)
    {
        writer.List(spec.Legs, Leg);
        Quantity(spec.Quantity);
        Price(spec.Price);
        TimeInForce(spec.TimeInForce);
        writer.Int((int)spec.Sessions);
        writer.Bool(spec.AllOrNone);
        writer.Int(spec.Extras.Count);
        foreach (var (key, value) in spec.Extras.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Text(key);
            writer.Text(value);
        }
    }

    private void Leg(OrderLeg leg)
    {
        writer.Text(leg.Instrument.ToString());
        writer.Int((int)leg.Side);
        writer.Int((int)leg.Effect);
        writer.Int(leg.Ratio);
    }

    private void Quantity(OrderQuantity quantity)
    {
        switch (quantity)
        {
            case OrderQuantity.Units units:
                writer.Byte(1);
                writer.Decimal(units.Value);
                break;
            case OrderQuantity.Cash cash:
                writer.Byte(2);
                Money(cash.Value);
                break;
            default:
                throw new InvalidOperationException("The quantities are a closed set.");
        }
    }

    private void Price(PriceTerms price)
    {
        switch (price)
        {
            case PriceTerms.Market:
                writer.Byte(1);
                break;
            case PriceTerms.Limit limit:
                writer.Byte(2);
                writer.Decimal(limit.Price);
                break;
            case PriceTerms.Stop stop:
                writer.Byte(3);
                writer.Decimal(stop.Trigger);
                writer.Int((int)stop.Basis);
                break;
            case PriceTerms.StopLimit stop:
                writer.Byte(4);
                writer.Decimal(stop.Trigger);
                writer.Decimal(stop.Price);
                writer.Int((int)stop.Basis);
                break;
            case PriceTerms.Trailing trailing:
                writer.Byte(5);
                writer.Decimal(trailing.Distance);
                writer.Bool(trailing.InPercent);
                writer.Optional(trailing.LimitOffset, writer.Decimal);
                writer.Int((int)trailing.Basis);
                break;
            case PriceTerms.Other other:
                writer.Byte(6);
                writer.Text(other.Text);
                break;
            default:
                throw new InvalidOperationException("The price terms are a closed set.");
        }
    }

    private void TimeInForce(TimeInForce value)
    {
        writer.Int((int)value.Kind);
        writer.Optional(value.Until, writer.Day);
        writer.Optional(value.Text, writer.Text);
    }

    private void Preview(OrderPreview preview)
    {
        writer.Int((int)preview.Source);
        writer.List(preview.Notices, Notice);
        writer.Optional(preview.Commission, Range);
        writer.Optional(preview.EstimatedTotal, Money);
        writer.Optional(preview.InitialMarginChange, writer.Decimal);
        writer.Optional(preview.BuyingPowerAfter, writer.Decimal);
    }

    private void Notice(Notice notice)
    {
        writer.Int((int)notice.Severity);
        writer.Optional(notice.Code, writer.Text);
        writer.Text(notice.Text);
        writer.Optional(notice.Field, writer.Text);
    }

    private void Approval(Approval approval)
    {
        writer.Text(approval.QuestionId);
        writer.Text(approval.Text);
        writer.Text(approval.Answer);
        writer.Text(approval.By);
        writer.Time(approval.At);
    }

    private void Range(MoneyRange range)
    {
        Money(range.Low);
        Money(range.High);
    }

    private void Money(Money money)
    {
        writer.Decimal(money.Amount);
        writer.Text(money.Currency.Code);
    }
}
