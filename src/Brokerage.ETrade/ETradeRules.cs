using Brokerage.Markets;

namespace Brokerage.ETrade;

/// <summary>What is checked before an order is prepared, in every composition.</summary>
internal static class ETradeRules
{
    /// <summary>The notices of the rules; a refusal among them throws with every reason.</summary>
    public static IReadOnlyList<Notice> Require(ETradeSession session, Account account, OrderIntent intent, InstrumentInfo? instrument = null)
    {
        var options = new OrderRuleOptions
        {
            AllowUnverified = session.Settings.AllowUnverified,
            Today = NewYorkTime.DateAt(session.Now),
        };
        var notices = OrderRules.Check(session.Features, account, instrument, intent, options);
        return OrderRules.RefusalOf(ETradeAdapter.BrokerId, intent.Account, notices) is { } refusal ? throw new BrokerageException(refusal) : notices;
    }

    /// <summary>What a change at E*TRADE cannot do, and what of it is not proven.</summary>
    public static void RequireChangeable(Order target, OrderChange change)
    {
        if (target.IsFinal)
        {
            throw Refuse(BrokerageErrorCode.OrderStateConflict, $"The order is {target.State.Text} already.");
        }

        if (!target.IsAddressable || target.Children.Count > 0 || target.Shape.Value is not (OrderShape.Single or OrderShape.MultiLeg))
        {
            throw Refuse(BrokerageErrorCode.FeatureNotSupported, "An order that belongs to others cannot be changed here: cancel it and place another.");
        }

        if (target.Filled > 0m)
        {
            // What the new order is of is not established: of all that was wished for once more, or of the rest.
            throw Refuse(BrokerageErrorCode.FeatureNotSupported, "A partly filled order cannot be changed safely: cancel the rest and place another.");
        }

        if (change.Price is { } price && (price.GetType() != target.Price?.GetType() || IsOtherTrail(price, target.Price)))
        {
            throw Refuse(BrokerageErrorCode.FeatureNotSupported, "E*TRADE's change is of prices, not of the kind of an order.");
        }
    }

    private static bool IsOtherTrail(PriceTerms wanted, PriceTerms? current) =>
        wanted is PriceTerms.Trailing one && current is PriceTerms.Trailing other && one.InPercent != other.InPercent;

    private static BrokerageException Refuse(BrokerageErrorCode code, string why) => new(new BrokerageError(code, ETradeAdapter.BrokerId, why));
}
