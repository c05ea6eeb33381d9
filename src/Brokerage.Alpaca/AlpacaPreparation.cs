using Brokerage.Alpaca.Mapping;

namespace Brokerage.Alpaca;

/// <summary>Prepares orders: rules, what is known of the instrument, what can be said on the wire. Creates nothing at Alpaca.</summary>
internal sealed class AlpacaPreparation(AlpacaSession session, AlpacaInstruments instruments)
{
    // Versioned: a journal may hand back what an earlier version wrote.
    private const string Evidence = "alpaca/1";

    /// <summary>Refuses what this connection did not prepare.</summary>
    public static void Require(PreparedOrder order, ConnectionId connection)
    {
        ArgumentNullException.ThrowIfNull(order);
        RequireAccount(order.Intent.Account, connection, nameof(order));
        if (!order.Evidence.StartsWith(Evidence, StringComparison.Ordinal) || string.IsNullOrEmpty(order.WireId) || order.Attempt < 1)
        {
            throw new ArgumentException("The order was not prepared by this adapter.", nameof(order));
        }
    }

    /// <summary>Refuses an order of another connection: its id means nothing here, or something else.</summary>
    public static void Require(OrderRef order, ConnectionId connection)
    {
        ArgumentNullException.ThrowIfNull(order);
        RequireAccount(order.Account, connection, nameof(order));
    }

    public async Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview, AlpacaOrderReads orders, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(intent);
        RequireAccount(intent.Account, session.Context.Connection, nameof(intent));
        var account = await session.AccountAsync(intent.Account.Account, cancellationToken).ConfigureAwait(false);
        var target = intent is OrderIntent.Replace replace
            ? await orders.ReadAsync(account.Ref.Account, replace.Target, cancellationToken).ConfigureAwait(false)
            : null;
        var instrument = InstrumentOf(intent, target) is { } only
            ? await instruments.TryGetAsync(only, cancellationToken).ConfigureAwait(false)
            : null;
        var notices = AlpacaRules.Require(session, account, instrument, intent);
        if (target is not null)
        {
            AlpacaRules.RequireReplaceable(target, ((OrderIntent.Replace)intent).Change);
        }

        var prepared = new PreparedOrder
        {
            Intent = intent,
            Attempt = 1,
            WireId = WireIds.For(intent.ClientOrderId, 1),
            Evidence = Evidence,
            PreparedAt = session.Clock.GetUtcNow(),
            Preview = withPreview ? Estimate(intent, instrument, notices) : null,
        };

        // Whatever cannot be said on this wire is refused now, before anything is committed.
        _ = AlpacaOutgoingOrder.From(prepared, account.Ref.Account);
        return prepared;
    }

    // What an order of one instrument is about; the legs of several are judged by Alpaca.
    private static Instrument? InstrumentOf(OrderIntent intent, Order? target) => (intent, target) switch
    {
        (OrderIntent.New { Plan: OrderPlan.Single { Spec.Legs: [{ } leg] } }, _) => leg.Instrument,
        (OrderIntent.New { Plan: OrderPlan.OneTriggers { First.Legs: [{ } leg] } }, _) => leg.Instrument,
        (OrderIntent.New { Plan: OrderPlan.OneCancels { Parts: [OrderPlan.Single { Spec.Legs: [{ } leg] }, ..] } }, _) => leg.Instrument,
        (_, { Legs: [{ } leg] }) => leg.Leg.Instrument,
        _ => null,
    };

    // Alpaca has no preview: a limit order's worth is arithmetic, anything else would be a guess.
    private static OrderPreview Estimate(OrderIntent intent, InstrumentInfo? instrument, IReadOnlyList<Notice> notices)
    {
        Money? total = null;
        if (intent is OrderIntent.New { Plan: OrderPlan.Single { Spec: { Legs: [var leg], Price: PriceTerms.Limit limit, Quantity: OrderQuantity.Units units } } }
            && instrument is { Multiplier: { } multiplier, Currency: { } currency }
            && Arithmetic.Product(units.Value, limit.Price) is { } price && Arithmetic.Product(price, multiplier) is { } amount)
        {
            total = new Money(leg.Side == Side.Sell ? -amount : amount, currency);
        }

        return new OrderPreview { Source = Support.Emulated, Notices = notices, EstimatedTotal = total };
    }

    private static void RequireAccount(AccountRef account, ConnectionId connection, string parameter)
    {
        if (account.Broker != AlpacaAdapter.BrokerId || account.Connection != connection)
        {
            throw new ArgumentException($"The order names an account of connection '{account.Connection}' at '{account.Broker}'.", parameter);
        }
    }
}
