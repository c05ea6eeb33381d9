namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>The second and third layer: what the account may do, and what the instrument allows.</summary>
public sealed class AccountRuleTests
{
    internal static Account Account(string broker = "test") => new()
    {
        Ref = OrderText.Account(broker),
        MaskedNumber = "…1234",
        Name = "main",
        Margin = new Raw<MarginKind>(MarginKind.Unknown),
        Registration = new Raw<Registration>(Registration.Individual),
        Status = new Raw<AccountStatus>(AccountStatus.Active),
        BaseCurrency = Currency.Usd,
        AsOf = new AsOf(DateTimeOffset.UnixEpoch, null),
    };

    public static TheoryData<string, Account, string, string?> Accounts() => new()
    {
        { "active", Account(), "buy AAPL 1 market", null },
        { "unknown status passes", Account() with { Status = default }, "buy AAPL 1 market", null },
        { "closed", Account() with { Status = new(AccountStatus.Closed) }, "buy AAPL 1 market", OrderRuleCodes.AccountClosed },
        { "closed for changes too", Account() with { Status = new(AccountStatus.Closed) }, "change qty:5", OrderRuleCodes.AccountClosed },
        { "closing only, opening", Account() with { Status = new(AccountStatus.ClosingOnly) }, "bto C190 1 limit:1", OrderRuleCodes.AccountClosed },
        { "closing only, closing", Account() with { Status = new(AccountStatus.ClosingOnly) }, "stc C190 1 limit:1", null },
        { "may not trade options", May(AssetClass.Option, false), "bto C190 1 limit:1", OrderRuleCodes.AccountAsset },
        { "may trade options", May(AssetClass.Option, true), "bto C190 1 limit:1", null },
        { "other classes are not told", May(AssetClass.Crypto, false), "bto C190 1 limit:1", null },
        { "may not trade crypto", May(AssetClass.Crypto, false), "buy BTC/USD 1 market gtc", OrderRuleCodes.AccountAsset },
        { "may not short", Account() with { MayShort = false }, "short AAPL 1 market", OrderRuleCodes.AccountShort },
        { "may short", Account() with { MayShort = true }, "short AAPL 1 market", null },
        { "short not told", Account(), "short AAPL 1 market", null },
        { "selling is not shorting", Account() with { MayShort = false }, "sell AAPL 1 market", null },
        { "closing is not shorting", Account() with { MayShort = false }, "stc AAPL 1 market", null },
        { "writing options is not shorting shares", Account() with { MayShort = false }, "sto C190 1 limit:1", null },
        { "cash account", Account() with { Margin = new(MarginKind.Cash) }, "short AAPL 1 market", OrderRuleCodes.AccountShort },
        { "margin account", Account() with { Margin = new(MarginKind.Margin) }, "short AAPL 1 market", null },
        { "no options", Account() with { OptionLevel = 0 }, "bto C190 1 limit:1", OrderRuleCodes.AccountOptions },
        { "no options, closing", Account() with { OptionLevel = 0 }, "stc C190 1 limit:1", OrderRuleCodes.AccountOptions },
        { "some options", Account() with { OptionLevel = 1 }, "bto C190 1 limit:1", null },
        { "shares need no option level", Account() with { OptionLevel = 0 }, "buy AAPL 1 market", null },
    };

    [Theory]
    [MemberData(nameof(Accounts))]
    public void An_account_may_what_it_may(string name, Account account, string order, string? code)
    {
        var notices = OrderRules.Check(RequestSanityTests.Everything, account, null, OrderText.Intent("test", order));
        Assert.True(code is null ? notices.Count == 0 : notices.Any(notice => Refuses(notice, code)), $"{name}: {Said(notices)}");
    }

    [Theory]
    [InlineData(1, "sto C190 1 limit:1", true)]
    [InlineData(1, "bto C190 1 limit:1", false)]
    [InlineData(2, "bto C190 1 limit:1", true)]
    [InlineData(2, "bto C190 + sto C200 1 limit:1", false)]
    [InlineData(3, "bto C190 + sto C200 1 limit:1", true)]
    [InlineData(1, "stc C190 1 limit:1", true)]
    [InlineData(1, "buy C190 1 limit:1", true)]
    [InlineData(1, "stc C190 + btc C200 1 limit:1", true)]
    public void Option_levels_allow_what_the_broker_says(int level, string order, bool allowed)
    {
        var notices = OrderRules.Check(
            BrokerColumn.Of("alpaca"), Account("alpaca") with { OptionLevel = level }, null, OrderText.Intent("alpaca", order));
        Assert.Equal(allowed, !notices.Any(notice => Refuses(notice, OrderRuleCodes.AccountOptions)));
    }

    [Fact]
    public void Doubts_about_an_account_are_warnings()
    {
        var restricted = OrderRules.Check(
            RequestSanityTests.Everything, Account() with { Status = new(AccountStatus.Restricted, "PDT") }, null, OrderText.Intent("test", "buy AAPL 1 market"));
        Assert.Equal((NoticeSeverity.Warning, OrderRuleCodes.AccountRestricted), (restricted.Single().Severity, restricted.Single().Code));
        Assert.Contains("PDT", restricted.Single().Text, StringComparison.Ordinal);

        var closing = OrderRules.Check(
            RequestSanityTests.Everything, Account() with { Status = new(AccountStatus.ClosingOnly) }, null, OrderText.Intent("test", "sell AAPL 1 market"));
        Assert.Equal((NoticeSeverity.Warning, OrderRuleCodes.AccountClosed), (closing.Single().Severity, closing.Single().Code));
    }

    [Fact]
    public void Another_account_is_refused() =>
        Assert.Contains(
            OrderRules.Check(
                RequestSanityTests.Everything, Account() with { Ref = OrderText.Account() with { Account = AccountId.Parse("A-2") } }, null,
                OrderText.Intent("test", "buy AAPL 1 market")),
            notice => Refuses(notice, OrderRuleCodes.WrongAccount));

    public static TheoryData<string, InstrumentInfo, string, string?> Instruments() => new()
    {
        { "nothing known", Info("AAPL"), "buy AAPL 0.123 limit:150.123", null },
        { "not tradable", Info("AAPL") with { Tradable = false }, "buy AAPL 1 market", OrderRuleCodes.NotTradable },
        { "tradable", Info("AAPL") with { Tradable = true }, "buy AAPL 1 market", null },
        { "about another instrument", Info("MSFT") with { Tradable = false }, "buy AAPL 1 market", null },
        { "not shortable", Info("AAPL") with { Shortable = false }, "short AAPL 1 market", OrderRuleCodes.NotShortable },
        { "not shortable, selling", Info("AAPL") with { Shortable = false }, "sell AAPL 1 market", null },
        { "not fractional", Info("AAPL") with { Fractional = false }, "buy AAPL 0.5 market", OrderRuleCodes.NotFractional },
        { "not fractional, amount", Info("AAPL") with { Fractional = false }, "buy AAPL $5 market", OrderRuleCodes.NotFractional },
        { "not fractional, whole", Info("AAPL") with { Fractional = false }, "buy AAPL 5.0 market", null },
        { "fractional", Info("AAPL") with { Fractional = true }, "buy AAPL 0.5 market", null },
        { "quantity off its step", Info("BTC/USD") with { QuantityStep = 0.0001m }, "buy BTC/USD 0.00015 market gtc", OrderRuleCodes.QuantityStep },
        { "quantity on its step", Info("BTC/USD") with { QuantityStep = 0.0001m }, "buy BTC/USD 0.0003 market gtc", null },
        { "too little", Info("BTC/USD") with { MinQuantity = 0.001m }, "buy BTC/USD 0.0009 market gtc", OrderRuleCodes.QuantityMinimum },
        { "enough", Info("BTC/USD") with { MinQuantity = 0.001m }, "buy BTC/USD 0.001 market gtc", null },
        { "limit off its step", Info("AAPL") with { PriceStep = 0.05m }, "buy AAPL 1 limit:1.02", OrderRuleCodes.PriceStep },
        { "limit on its step", Info("AAPL") with { PriceStep = 0.05m }, "buy AAPL 1 limit:1.05", null },
        { "trigger off its step", Info("AAPL") with { PriceStep = 0.05m }, "buy AAPL 1 stop:1.02", OrderRuleCodes.PriceStep },
        { "stop limit off its step", Info("AAPL") with { PriceStep = 0.05m }, "buy AAPL 1 stoplimit:1.05/1.06", OrderRuleCodes.PriceStep },
        { "trail off its step", Info("AAPL") with { PriceStep = 0.05m }, "sell AAPL 1 trail:0.02", OrderRuleCodes.PriceStep },
        { "trail in percent has no step", Info("AAPL") with { PriceStep = 0.05m }, "sell AAPL 1 trailpct:0.02", null },
        { "net prices have steps of their own", Info("C190") with { PriceStep = 0.05m }, "bto C190 + sto C200 1 limit:1.02", null },
        { "a leg of several", Info("C190") with { Tradable = false }, "bto C190 + sto C200 1 limit:1.02", OrderRuleCodes.NotTradable },
        { "an exit of a bracket", Info("AAPL") with { PriceStep = 0.05m }, "buy AAPL 1 market => [sell AAPL 1 limit:1.07 | sell AAPL 1 stop:0.5]", OrderRuleCodes.PriceStep },
        { "paid in pounds", Info("VOD@XLON") with { Currency = Currency.Gbp }, "buy VOD@XLON $100 market", OrderRuleCodes.Currency },
        { "paid in euros", Info("SAP@XETR") with { Currency = Currency.Eur }, "buy SAP@XETR €100 market", null },
        { "changed quantity off its step", Info("AAPL") with { QuantityStep = 10m }, "change qty:15", OrderRuleCodes.QuantityStep },
        { "changed price off its step", Info("AAPL") with { PriceStep = 0.05m }, "change limit:1.02", OrderRuleCodes.PriceStep },
        { "changed to a fraction", Info("AAPL") with { Fractional = false }, "change qty:1.5", OrderRuleCodes.NotFractional },
        { "changed limit below nothing", Info("AAPL"), "change limit:-1", OrderRuleCodes.Price },
    };

    [Theory]
    [MemberData(nameof(Instruments))]
    public void An_instrument_allows_what_it_allows(string name, InstrumentInfo info, string order, string? code)
    {
        var notices = OrderRules.Check(RequestSanityTests.Everything, Account(), info, OrderText.Intent("test", order));
        Assert.True(code is null ? notices.Count == 0 : notices.Any(notice => Refuses(notice, code)), $"{name}: {Said(notices)}");
    }

    [Fact]
    public void Further_instruments_come_with_the_options()
    {
        var notices = OrderRules.Check(
            RequestSanityTests.Everything, null, Info("C190"), OrderText.Intent("test", "bto C190 + sto C200 1 limit:1"),
            new OrderRuleOptions { Instruments = [Info("C200") with { Tradable = false }] });
        Assert.Equal("Plan.Spec.Legs[1].Instrument", Assert.Single(notices).Field);
    }

    [Fact]
    public void An_instruments_own_step_takes_precedence()
    {
        var intent = OrderText.Intent("alpaca", "buy AAPL 10 limit:150.005 day");
        Assert.Contains(OrderRules.Check(BrokerColumn.Of("alpaca"), null, null, intent), notice => Refuses(notice, OrderRuleCodes.PriceStep));
        Assert.Empty(OrderRules.Check(BrokerColumn.Of("alpaca"), null, Info("AAPL") with { PriceStep = 0.005m }, intent));
    }

    [Fact]
    public void Expired_options_are_refused_when_today_is_known()
    {
        var intent = OrderText.Intent("test", "stc C190 1 limit:1");
        Assert.Empty(OrderRules.Check(RequestSanityTests.Everything, null, null, intent, new OrderRuleOptions { Today = new DateOnly(2027, 1, 15) }));
        Assert.Contains(
            OrderRules.Check(RequestSanityTests.Everything, null, null, intent, new OrderRuleOptions { Today = new DateOnly(2027, 1, 16) }),
            notice => Refuses(notice, OrderRuleCodes.DatePassed));
    }

    [Fact]
    public void Emulated_is_said()
    {
        var features = AskTests.Of(new FeatureRule(new OrderScope(), Support.Emulated, new Evidence("a page", new DateOnly(2026, 1, 1)), "in the suite"));
        var notice = Assert.Single(OrderRules.Check(features, null, null, OrderText.Intent("test", "buy AAPL 1 market")));
        Assert.Equal((NoticeSeverity.Info, OrderRuleCodes.Emulated), (notice.Severity, notice.Code));
        Assert.Contains("in the suite", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Exits_on_the_wrong_sides_are_doubted_where_the_broker_is_silent()
    {
        var notice = Assert.Single(OrderRules.Check(
            RequestSanityTests.Everything, null, null, OrderText.Intent("test", "buy AAPL 1 market => [sell AAPL 1 limit:1 | sell AAPL 1 stop:2]")));
        Assert.Equal((NoticeSeverity.Warning, OrderRuleCodes.PlanRelation), (notice.Severity, notice.Code));
    }

    [Fact]
    public void A_refusal_becomes_one_error_with_all_its_reasons()
    {
        var features = BrokerColumn.Of("tradier");
        var intent = OrderText.Intent("tradier", "sell AAPL 0 trail:2 fok aon");
        var error = OrderRules.RefusalOf(features.Broker, intent.Account, OrderRules.Check(features, null, null, intent));

        Assert.NotNull(error);
        Assert.Equal(Effect.None, error.Effect);
        Assert.Equal(BrokerageErrorCode.InvalidOrder, error.Code);
        Assert.Equal(intent.Account, error.Account);
        Assert.Equal(
            ["Plan.Spec.Quantity", "Plan.Spec.Price", "Plan.Spec.TimeInForce", "Plan.Spec.AllOrNone"], error.Details.Select(detail => detail.Field));
        Assert.Equal(3, error.Details.Count(detail => detail.Code == BrokerageErrorCode.FeatureNotSupported));
        Assert.Equal(RecoveryAction.FixRequest, error.Recovery);
    }

    [Fact]
    public void Nothing_refused_is_no_error() =>
        Assert.Null(OrderRules.RefusalOf(BrokerId.Parse("test"), null, [new Notice(NoticeSeverity.Warning, OrderRuleCodes.Unverified, "text")]));

    [Theory]
    [InlineData("etrade", "buy AAPL 10 market fok", "Plan.Spec.Price", "FILL_OR_KILL are for LIMIT alone")]
    [InlineData("etrade", "buy AAPL 10 limit:150 gtc ext", "Plan.Spec.TimeInForce", "TimeInForce Day")]
    [InlineData("alpaca", "buy AAPL 10 market day ext", "Plan.Spec.Price", "Price Limit")]
    [InlineData("alpaca", "buy AAPL 0.5 market gtc", "Plan.Spec.Quantity", "TimeInForce Day")]
    [InlineData("tradier", "sell AAPL 10 trail:2", "Plan.Spec.Price", "there are no trailing stops")]
    [InlineData("schwab", "buy AAPL 10 market open", "Plan.Spec.TimeInForce", "orders at the open are not offered")]
    [InlineData("robinhood", "buy AAPL 1 market", "Plan.Spec.Legs[0].Instrument", "crypto alone")]
    [InlineData("fidelity", "buy AAPL 1 market", "Plan", "accounts can be read, not traded")]
    [InlineData("alpaca", "buy AAPL 10 market ioc => [sell AAPL 10 limit:160 ioc | sell AAPL 10 stop:140 ioc]", "Plan.First.TimeInForce", "day or good till cancelled")]
    public void A_refusal_names_the_member_and_the_way_out(string broker, string order, string field, string words)
    {
        var notices = OrderRules.Check(BrokerColumn.Of(broker), null, null, OrderText.Intent(broker, order));
        Assert.True(
            notices.Any(notice => string.Equals(notice.Field, field, StringComparison.Ordinal) && notice.Text.Contains(words, StringComparison.Ordinal)), Said(notices));
    }

    private static InstrumentInfo Info(string symbol) => new() { Instrument = OrderText.Thing(symbol) };

    private static Account May(AssetClass asset, bool may) => Account() with { MayTrade = new Dictionary<AssetClass, bool> { [asset] = may } };

    private static bool Refuses(Notice notice, string code) =>
        notice.Severity == NoticeSeverity.Refusal && string.Equals(notice.Code, code, StringComparison.Ordinal);

    private static string Said(IReadOnlyList<Notice> notices) => string.Join("\n", notices.Select(notice => $"{notice.Severity} {notice.Code} {notice.Text}"));
}
