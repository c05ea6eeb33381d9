namespace Brokerage.Abstractions.Tests.FeatureMatrix;

public sealed class FlatFeatureTests
{
    // Written down from the brokers' documents, not from the data: + native, ~ emulated, ? unproven, - no.
    private const string Expected = """
        feature                E A S I T R F
        StockTrading           + + + + + - -
        OptionTrading          + + + + + - -
        CryptoTrading          - + - ? - + -
        FuturesTrading         - - - + - - -
        ForexTrading           - - - + - - -
        FundTrading            - - ? - - - -
        BondTrading            - - - - - - -
        FractionalShares       - + - ? ? - -
        CashAmounts            - + ? ? - + -
        ExtendedHours          + + + + + - -
        OvernightTrading       - + - ? - - -
        ShortSelling           + + + + + - -
        MarketOrders           + + + + + + -
        LimitOrders            + + + + + + -
        StopOrders             + + + + + + -
        StopLimitOrders        + + + + + + -
        TrailingStopAmount     ? + + + - - -
        TrailingStopPercent    ? + + + - - -
        TrailingStopLimit      - - ? + - - -
        DayOrders              + + + + + ? -
        GoodTillCancelled      + + + + + + -
        GoodTillDate           - - ? - - - -
        ImmediateOrCancel      + + + + - - -
        FillOrKill             + + + - - - -
        AtOpen                 ? + - + - - -
        AtClose                ? + + ? - - -
        AllOrNone              + - + + - - -
        BracketOrders          - + + + + - -
        Oco                    - + + + + - -
        Oto                    - + + + + - -
        MultiLeg               + + + ? + - -
        ReplacePrice           + + + + + - -
        ReplaceQuantity        + + + + - - -
        ReplaceTerms           + + + + + - -
        OrderPreview           + - + + + - -
        Balances               + + + + + + +
        Positions              + + + + + + +
        Transactions           + + + + + - +
        OpenOrders             + + + + + + -
        OrderHistory           + + + + ? + -
        FindByClientId         - + - + + + -
        SeveralAccounts        + - + + + - +
        Quotes                 + + + + + + -
        RealTimeQuotes         + + + + + + -
        DelayedQuotes          + + + + - - -
        Level2                 - - + + - - -
        OptionChains           + + + + + - -
        Greeks                 + + + + + - -
        Bars                   - + + + + - -
        Calendar               - + + + + - -
        InstrumentSearch       + + + + + + -
        StreamQuotes           ~ + + + + ~ -
        StreamOrders           ~ + + + + ~ -
        PaperTrading           - + - + + - -
        SuiteCanRefresh        + - + + + - +
        PersonMustReturn       + - + + + - ?
        RevokeAtBroker         + - - - - - ?
        """;

    private static readonly string[] Brokers = ["etrade", "alpaca", "schwab", "ibkr", "tradier", "robinhood", "fidelity"];

    public static TheoryData<string, string, char> Flags()
    {
        TheoryData<string, string, char> flags = [];
        foreach (var line in Expected.Split('\n').Skip(1))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < Brokers.Length; i++) flags.Add(Brokers[i], words[0], words[i + 1].Trim()[0]);
        }

        return flags;
    }

    [Theory]
    [MemberData(nameof(Flags))]
    public void A_flag_says_what_the_documents_say(string broker, string feature, char sign)
    {
        var answer = BrokerColumn.Of(broker).Of(Enum.Parse<Feature>(feature));
        Assert.Equal(
            sign switch { '+' => Support.Native, '~' => Support.Emulated, '?' => Support.Unverified, _ => Support.Unsupported }, answer.Support);
        Assert.Equal(sign is '+' or '~', BrokerColumn.Of(broker).Has(Enum.Parse<Feature>(feature)));
    }

    [Fact]
    public void Every_feature_stands_in_the_table() =>
        Assert.Equal(
            Enum.GetNames<Feature>().Order(StringComparer.Ordinal),
            Expected.Split('\n').Skip(1).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_feature_is_a_query_over_rules_or_abilities() =>
        Assert.All(Enum.GetValues<Feature>(), feature => Assert.True(FeatureScopes.OrdersOf(feature) is null != FeatureScopes.AbilityOf(feature) is null));

    [Theory]
    [InlineData("etrade", 1, null)]
    [InlineData("alpaca", null, null)]
    [InlineData("schwab", 7, 30)]
    [InlineData("ibkr", 1, 24 * 60)]
    [InlineData("tradier", 1, 24 * 60)]
    [InlineData("robinhood", null, null)]
    [InlineData("fidelity", null, null)]
    public void Tokens_live_as_long_as_documented(string broker, int? days, int? minutes)
    {
        var features = BrokerColumn.Of(broker);
        Assert.Equal(days, features.TokenRefreshDays);
        Assert.Equal(minutes, features.TokenLifetime?.TotalMinutes);
    }

    [Fact]
    public void What_no_broker_says_is_unsupported() => Assert.Equal(default, AskTests.Of().Of(Feature.Bars));
}
