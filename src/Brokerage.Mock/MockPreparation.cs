using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Mock.Mapping;

namespace Brokerage.Mock;

/// <summary>Prepares orders: the rules, and what is known of every instrument in them. Creates nothing on the exchange.</summary>
internal sealed class MockPreparation(MockSession session)
{
    // Versioned: a journal may hand back what an earlier version wrote.
    private const string Evidence = "mock/1";

    public async Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(intent);
        var account = session.Account(intent.Account);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var notices = Check(intent, account);
        if (intent is OrderIntent.Replace replace && session.Exchange.FindOrder(account.Id, replace.Target) is null)
            throw MockErrors.NotFound(new OrderRef(intent.Account, replace.Target));

        var wireId = WireIds.For(intent.ClientOrderId, 1);
        return new PreparedOrder
        {
            Intent = intent,
            Attempt = 1,
            WireId = wireId,
            Evidence = Evidence,
            PreparedAt = session.World.Clock.GetUtcNow(),
            Preview = withPreview ? Preview(intent, account, notices) : null,
        };
    }

    /// <summary>Refuses what no connection of this kind prepared, or another one did.</summary>
    public void Require(PreparedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        session.Account(order.Intent.Account);
        if (!string.Equals(order.Evidence, Evidence, StringComparison.Ordinal) || string.IsNullOrEmpty(order.WireId) || order.Attempt < 1)
            throw new ArgumentException("The order was not prepared by this adapter.", nameof(order));
    }

    private IReadOnlyList<Notice> Check(OrderIntent intent, ExchangeAccount account)
    {
        var options = new OrderRuleOptions
        {
            Today = NewYorkTime.DateAt(session.World.Clock.GetUtcNow()),
            Instruments = [.. InstrumentsOf(intent, account).Distinct().Select(session.Listing).OfType<Listing>().Select(one => one.ToInfo())],
        };
        var known = AccountMapping.ToAccount(account, intent.Account, session.World.ExchangeName, session.Now);
        var notices = OrderRules.Check(MockFeatures.All, known, instrument: null, intent, options);
        return OrderRules.RefusalOf(MockAdapter.BrokerId, intent.Account, notices) is { } refusal
            ? throw new BrokerageException(refusal)
            : notices;
    }

    private OrderPreview Preview(OrderIntent intent, ExchangeAccount account, IReadOnlyList<Notice> notices)
    {
        Money? total = null;
        if (intent is OrderIntent.New place)
        {
            if (session.Exchange.Check(new OrderTicket { Account = account.Id, Plan = session.Symbols.Spell(place.Plan) }) is { } rejection)
            {
                notices =
                [
                    .. notices,
                    new Notice(NoticeSeverity.Refusal, rejection.Reason.ToString(), rejection.Text) { Field = rejection.Field },
                ];
            }

            total = Total(place.Plan);
        }

        return new OrderPreview { Source = Support.Native, Notices = notices, EstimatedTotal = total };
    }

    // What one order in one instrument costs at its limit, or at the market as it stands; fees not counted.
    private Money? Total(OrderPlan plan)
    {
        if (plan is not OrderPlan.Single { Spec: { Legs: [var leg] } spec } || session.Listing(leg.Instrument) is not { } listing)
            return null;
        var quote = session.Quote(leg.Instrument);
        var price = spec.Price switch
        {
            PriceTerms.Limit limit => limit.Price,
            PriceTerms.StopLimit stop => stop.Price,
            PriceTerms.Market => (leg.Side == Side.Buy ? quote.Ask : quote.Bid) ?? quote.Last,
            _ => (decimal?)null,
        };
        var amount = spec.Quantity switch
        {
            OrderQuantity.Cash cash => cash.Value.Amount,
            OrderQuantity.Units units => units.Value * price * listing.Multiplier,
            _ => null,
        };
        return amount is { } known ? new Money(leg.Side == Side.Sell ? -known : known, listing.Currency) : null;
    }

    private IEnumerable<Instrument> InstrumentsOf(OrderIntent intent, ExchangeAccount account) => intent switch
    {
        OrderIntent.New place => Specs(place.Plan).SelectMany(spec => spec.Legs).Select(leg => leg.Instrument),
        OrderIntent.Replace replace =>
            session.Exchange.FindOrder(account.Id, replace.Target)?.Legs.Select(leg => session.Symbols.Spell(leg.Leg.Instrument)) ?? [],
        _ => [],
    };

    private static IEnumerable<OrderSpec> Specs(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => [single.Spec],
        OrderPlan.OneTriggers triggers => [triggers.First, .. Specs(triggers.Then)],
        OrderPlan.OneCancels cancels => cancels.Parts.SelectMany(Specs),
        _ => [],
    };
}
