namespace Brokerage.Alpaca;

/// <summary>What is checked before an order is prepared, in every composition.</summary>
internal static class AlpacaRules
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>The notices of the rules; a refusal among them throws with every reason.</summary>
    public static IReadOnlyList<Notice> Require(AlpacaSession session, Account account, InstrumentInfo? instrument, OrderIntent intent)
    {
        var options = new OrderRuleOptions
        {
            AllowUnverified = session.Settings.AllowUnverified,
            Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(session.Clock.GetUtcNow(), NewYork).Date),
        };
        var notices = OrderRules.Check(session.Features, account, instrument, intent, options);
        return OrderRules.RefusalOf(AlpacaAdapter.BrokerId, intent.Account, notices) is { } refusal ? throw new BrokerageException(refusal) : notices;
    }

    /// <summary>What Alpaca's replacement cannot do, and what of it is not proven.</summary>
    public static void RequireReplaceable(Order target, OrderChange change)
    {
        if (target.IsFinal)
        {
            throw Refuse(BrokerageErrorCode.OrderStateConflict, $"The order is {target.State.Text} already.");
        }

        if (target.Quantity is OrderQuantity.Cash)
        {
            throw Refuse(BrokerageErrorCode.FeatureNotSupported, "Alpaca cannot replace an order for an amount of cash: cancel it and place another.");
        }

        if (change.Price is { } price && price.GetType() != target.Price?.GetType())
        {
            throw Refuse(BrokerageErrorCode.FeatureNotSupported, "Alpaca changes prices, not the kind of an order.");
        }

        if (change.Price is PriceTerms.Trailing wanted && target.Price is PriceTerms.Trailing trail && wanted.InPercent != trail.InPercent)
        {
            // One number is sent, and Alpaca reads it in the unit that the order has.
            throw Refuse(BrokerageErrorCode.FeatureNotSupported, "Alpaca keeps the unit of a trail: an amount stays an amount, a percentage a percentage.");
        }

        if (target.Filled > 0)
        {
            // What the new order is of is not established: of all that was wished for once more, or of the rest (github.com/alpacahq/Alpaca-API/issues/165).
            throw Refuse(BrokerageErrorCode.FeatureNotSupported, "A partly filled order cannot be replaced safely: cancel the rest and place another.");
        }

        RequireQuantity(target, change);
    }

    private static void RequireQuantity(Order target, OrderChange change)
    {
        if (change.TotalQuantity is { } total && target.Quantity is OrderQuantity.Units { Value: var units } && (units != decimal.Truncate(units) || total != decimal.Truncate(total)))
        {
            throw Refuse(BrokerageErrorCode.FeatureNotSupported, "Alpaca replaces whole quantities alone.");
        }
    }

    private static BrokerageException Refuse(BrokerageErrorCode code, string why) => new(new BrokerageError(code, AlpacaAdapter.BrokerId, why));
}
