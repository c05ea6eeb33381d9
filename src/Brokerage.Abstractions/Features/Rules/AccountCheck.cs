namespace Brokerage;

/// <summary>May the account do that? What the broker did not tell about an account passes.</summary>
internal static class AccountCheck
{
    internal static void Status(RuleContext context)
    {
        if (context.Account is not { } account) return;

        if (account.Status.Value == AccountStatus.Closed)
            context.Notices.Refuse(OrderRuleCodes.AccountClosed, "Account", $"account {account.MaskedNumber} is closed");
        else if (account.Status.Value == AccountStatus.Restricted)
        {
            var word = account.Status.Text is { } text ? $" ({text})" : "";
            context.Notices.Warn(OrderRuleCodes.AccountRestricted, "Account", $"account {account.MaskedNumber} is restricted{word}");
        }
    }

    internal static void Leg(RuleContext context, PlannedOrder order, OrderLeg leg, RuleField field)
    {
        if (context.Account is not { } account || leg.Instrument is null) return;

        var asset = leg.Instrument.AssetClass;
        if (account.MayTrade.TryGetValue(asset, out var may) && !may)
            context.Notices.Refuse(OrderRuleCodes.AccountAsset, field.Dot("Instrument"), $"account {account.MaskedNumber} may not trade {asset}");
        if (asset == AssetClass.Option && account.OptionLevel is { } level) CheckLevel(context, account, order, leg, level, field);
        if (IsShortSale(leg)) CheckShort(context, account, field);
        if (account.Status.Value == AccountStatus.ClosingOnly) CheckClosing(context, account, leg, field);
    }

    internal static bool IsShortSale(OrderLeg leg) =>
        leg is { Side: Side.Sell, Effect: PositionEffect.Open }
            and { Instrument.AssetClass: AssetClass.Equity or AssetClass.Fund or AssetClass.Bond or AssetClass.Crypto };

    private static void CheckLevel(RuleContext context, Account account, PlannedOrder order, OrderLeg leg, int level, RuleField field)
    {
        var needed = Math.Max(1, LevelFor(context.Features.OptionLevels, order, leg));
        if (level >= needed) return;

        context.Notices.Refuse(
            OrderRuleCodes.AccountOptions, field.Dot("Instrument"),
            level <= 0
                ? $"account {account.MaskedNumber} is not approved for options"
                : $"account {account.MaskedNumber} has option level {level}; this needs {needed}");
    }

    // A leg that does not say that it opens may close a position, which every level allows.
    private static int LevelFor(OptionLevels? levels, PlannedOrder order, OrderLeg leg)
    {
        if (levels is null) return 0;
        if (order.Spec.Legs.Count > 1 && order.Spec.Legs.Any(one => one?.Effect == PositionEffect.Open)) return levels.SeveralLegs ?? 0;
        return (leg.Side, leg.Effect) switch
        {
            (Side.Buy, PositionEffect.Open) => levels.BuyToOpen ?? 0,
            (Side.Sell, PositionEffect.Open) => levels.SellToOpen ?? 0,
            _ => 0,
        };
    }

    private static void CheckShort(RuleContext context, Account account, RuleField field)
    {
        if (account.MayShort == false)
            context.Notices.Refuse(OrderRuleCodes.AccountShort, field.Dot("Effect"), $"account {account.MaskedNumber} may not sell short");
        else if (account.MayShort is null && account.Margin.Value == MarginKind.Cash)
            context.Notices.Refuse(
                OrderRuleCodes.AccountShort, field.Dot("Effect"), $"account {account.MaskedNumber} is a cash account: selling short needs margin");
    }

    private static void CheckClosing(RuleContext context, Account account, OrderLeg leg, RuleField field)
    {
        var text = $"account {account.MaskedNumber} is open for closing orders alone";
        if (leg.Effect == PositionEffect.Open)
            context.Notices.Refuse(OrderRuleCodes.AccountClosed, field.Dot("Effect"), text);
        else if (leg.Effect == PositionEffect.Unspecified)
            context.Notices.Warn(OrderRuleCodes.AccountClosed, field.Dot("Effect"), $"{text}, and this one does not say that it closes");
    }
}
