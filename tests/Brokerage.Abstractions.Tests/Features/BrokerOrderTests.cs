namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>Orders that people would send, and what each broker's rules say. ok: nothing to say; ?: unproven; else the code of a refusal.</summary>
public sealed class BrokerOrderTests
{
    private const string Table = """
        alpaca ok buy AAPL 10 market day
        alpaca ok buy AAPL 10 limit:150 gtc
        alpaca ok sell AAPL 10 limit:150.25 ioc
        alpaca ok buy AAPL 10 limit:150 fok
        alpaca ok buy AAPL 10 market open
        alpaca ok buy AAPL 10 limit:150 close
        alpaca ok short AAPL 10 limit:150 day
        alpaca ok cover AAPL 10 market day
        alpaca ok buy AAPL 10 stop:160 gtc
        alpaca ok buy AAPL 10 stoplimit:160/161 day
        alpaca ok sell AAPL 10 trail:2 gtc
        alpaca ok sell AAPL 10 trailpct:0.05 day
        alpaca feature.unsupported sell AAPL 10 trail:2 ioc
        alpaca feature.unsupported sell AAPL 10 traillimit:2/0.1 day
        alpaca feature.unsupported buy AAPL 10 limit:150 gtd:2027-01-04
        alpaca ? buy AAPL 10 stop:160 ioc
        alpaca feature.unsupported buy AAPL 10 stop:160 open
        alpaca feature.unsupported buy AAPL 10 stopbid:160 day
        alpaca feature.unsupported buy AAPL 10 limit:150 day aon
        alpaca ok buy AAPL 10 limit:150 day ext
        alpaca ok buy AAPL 10 limit:150 gtc ext
        alpaca ok buy AAPL 10 limit:150 day ext+night
        alpaca feature.unsupported buy AAPL 10 market day ext
        alpaca feature.unsupported buy AAPL 10 limit:150 ioc ext
        alpaca feature.unsupported buy AAPL 10 limit:150 day pre
        alpaca ok buy AAPL 0.5 market day
        alpaca ok buy AAPL $25 market day
        alpaca ? buy AAPL 0.5 limit:150 day
        alpaca ? short AAPL 0.5 market day
        alpaca feature.unsupported buy AAPL 0.5 market gtc
        alpaca feature.unsupported buy AAPL 0.5 limit:150 day ext
        alpaca quantity.minimum buy AAPL $0.5 market day
        alpaca quantity.step buy AAPL 0.0000000001 market day
        alpaca price.step buy AAPL 10 limit:150.123 day
        alpaca ok buy AAPL 10 limit:0.1234 day
        alpaca price.step buy AAPL 10 limit:0.12345 day
        alpaca ok bto C190 1 limit:2.5 day
        alpaca ok buy C190 1 market day
        alpaca feature.unsupported bto C190 1 limit:2.5 gtc
        alpaca feature.unsupported bto C190 1 stop:2.5 day
        alpaca ok bto C190 + sto C200 2 limit:1.28 day
        alpaca ok bto C190 + sto C200*2 1 limit:-0.4 day
        alpaca ok bto C190 + sto C200 1 limit:0 day
        alpaca feature.unsupported buy AAPL*100 + sto C200 1 limit:150 day
        alpaca legs.malformed bto C190 + sto C200 + bto P180 + sto P170 + bto P160 1 limit:1 day
        alpaca ok buy BTC/USD 0.01 limit:50000 gtc
        alpaca ok sell BTC/USD 1 market ioc
        alpaca ok buy ETH/USD $100 market gtc
        alpaca ok buy ETH/USD 2 stoplimit:4000/4010 gtc
        alpaca ? buy ETH/USD $100 limit:4000 gtc
        alpaca feature.unsupported buy BTC/USD 0.01 market day
        alpaca feature.unsupported buy BTC/USD 0.01 stop:50000 gtc
        alpaca feature.unsupported short BTC/USD 1 market gtc
        alpaca feature.unsupported buy fund:VFIAX 1 market day
        alpaca feature.unsupported buy ES 1 limit:5000 day
        alpaca feature.unsupported buy forex:EUR/USD 1000 market day
        alpaca feature.unsupported buy bond:912810TV0 1 limit:99 day
        alpaca ok buy AAPL 10 limit:150 gtc => [stc AAPL 10 limit:160 gtc | stc AAPL 10 stop:140 gtc]
        alpaca ok buy AAPL 10 market => [sell AAPL 10 limit:160 | sell AAPL 10 stoplimit:140/139]
        alpaca ok short AAPL 10 market => [cover AAPL 10 limit:140 | cover AAPL 10 stop:160]
        alpaca plan.relation buy AAPL 10 market => [sell AAPL 10 limit:130 | sell AAPL 10 stop:140]
        alpaca plan.relation short AAPL 10 market => [cover AAPL 10 limit:170 | cover AAPL 10 stop:160]
        alpaca plan.relation buy AAPL 10 market => [sell AAPL 5 limit:160 | sell AAPL 10 stop:140]
        alpaca plan.relation buy AAPL 10 market day => [sell AAPL 10 limit:160 gtc | sell AAPL 10 stop:140 gtc]
        alpaca ? buy AAPL 10 stop:150 => [sell AAPL 10 limit:160 | sell AAPL 10 stop:140]
        alpaca feature.unsupported buy AAPL 10 market => [sell AAPL 10 limit:160 | sell AAPL 10 trail:2]
        alpaca feature.unsupported buy AAPL 10 limit:150 ext => [sell AAPL 10 limit:160 ext | sell AAPL 10 stop:140 ext]
        alpaca feature.unsupported buy AAPL 10 market ioc => [sell AAPL 10 limit:160 ioc | sell AAPL 10 stop:140 ioc]
        alpaca feature.unsupported buy AAPL 0.5 market => [sell AAPL 0.5 limit:160 | sell AAPL 0.5 stop:140]
        alpaca feature.unsupported buy BTC/USD 1 market gtc => [sell BTC/USD 1 limit:60000 gtc | sell BTC/USD 1 stop:40000 gtc]
        alpaca plan.shape buy AAPL 10 market => [sell MSFT 10 limit:160 | sell AAPL 10 stop:140]
        alpaca plan.shape buy AAPL 10 market => [sell AAPL 10 limit:160 | sell AAPL 10 limit:170]
        alpaca ok [sell AAPL 10 limit:160 gtc | sell AAPL 10 stop:140 gtc]
        alpaca ok [stc AAPL 10 limit:160 | stc AAPL 10 stop:140]
        alpaca feature.unsupported [short AAPL 10 limit:160 | short AAPL 10 stop:140]
        alpaca plan.relation [sell AAPL 10 limit:160 | sell MSFT 10 stop:140]
        alpaca ok buy AAPL 10 limit:150 => sell AAPL 10 limit:160
        alpaca ok buy AAPL 10 limit:150 => sell AAPL 10 stop:140
        alpaca plan.relation buy AAPL 10 limit:150 => buy AAPL 10 limit:140
        alpaca ok change limit:151
        alpaca ok change qty:5 limit:151 tif:gtc
        alpaca feature.unsupported change qty:0.5
        alpaca feature.unsupported change market
        alpaca feature.unsupported change tif:gtd:2027-01-04
        alpaca extras.unknown buy AAPL 10 market day x:ibkr.extOperator=me

        etrade ok buy AAPL 10 market day
        etrade ok buy AAPL 10 limit:150 gtc
        etrade ok buy AAPL 10 limit:150 ioc
        etrade ok buy AAPL 10 limit:150 fok
        etrade feature.unsupported buy AAPL 10 market ioc
        etrade feature.unsupported buy AAPL 10 market fok
        etrade feature.unsupported buy AAPL 10 stop:160 fok
        etrade feature.unsupported buy AAPL 10 stoplimit:160/161 ioc
        etrade ok buy AAPL 10 limit:150 day ext
        etrade feature.unsupported buy AAPL 10 market day ext
        etrade feature.unsupported buy AAPL 10 limit:150 gtc ext
        etrade feature.unsupported buy AAPL 10 limit:150 fok ext
        etrade feature.unsupported buy AAPL 10 stop:150 day ext
        etrade feature.unsupported buy AAPL 10 limit:150 day pre
        etrade feature.unsupported buy AAPL 10 limit:150 day night
        etrade ok short AAPL 10 limit:150 day
        etrade ok cover AAPL 10 market day
        etrade ? sell AAPL 10 trail:2 gtc
        etrade ? sell AAPL 10 trailpct:0.05 gtc
        etrade feature.unsupported sell AAPL 10 traillimit:2/0.1 day
        etrade feature.unsupported buy AAPL 10 limit:150 gtd:2027-01-04
        etrade ? buy AAPL 10 market open
        etrade ? sell AAPL 10 limit:150 close
        etrade feature.unsupported buy AAPL 10 stop:150 open
        etrade feature.unsupported buy AAPL 0.5 market day
        etrade feature.unsupported buy AAPL $100 market day
        etrade ok buy AAPL 10 limit:150 day aon
        etrade feature.unsupported buy AAPL 10 stopbid:150 day
        etrade price.step buy AAPL 10 limit:150.123 day
        etrade ok buy AAPL 10 limit:0.202 day
        etrade ok bto C190 1 limit:2.5 day
        etrade ok stc C190 1 market gtc
        etrade feature.unsupported buy C190 1 limit:2.5 day
        etrade feature.unsupported bto C190 1 market ioc
        etrade ? bto C190 1 stop:2.5 day
        etrade ok bto C190 + sto C200 2 limit:1.28 day
        etrade feature.unsupported bto C190 + sto C200 2 market day
        etrade ? buy AAPL*100 + sto C200 1 limit:150 day
        etrade feature.unsupported buy AAPL 10 market => [sell AAPL 10 limit:160 | sell AAPL 10 stop:140]
        etrade feature.unsupported [sell AAPL 10 limit:160 | sell AAPL 10 stop:140]
        etrade feature.unsupported buy AAPL 10 limit:150 => sell AAPL 10 limit:160
        etrade feature.unsupported buy fund:VFIAX $1000 market day
        etrade feature.unsupported buy BTC/USD 1 market gtc
        etrade feature.unsupported buy ES 1 limit:5000 day
        etrade ok change limit:151
        etrade ok change qty:20
        etrade feature.unsupported change qty:0.5
        etrade feature.unsupported change tif:fok

        schwab ok buy INTC 1 limit:10 day
        schwab ok buy INTC 1 market gtc
        schwab ok buy INTC 1 limit:10 fok
        schwab ? buy INTC 1 market ioc
        schwab ok buy INTC 1 market close
        schwab feature.unsupported buy INTC 1 market open
        schwab feature.unsupported buy INTC 1 stop:20 close
        schwab ? buy INTC 1 limit:10 gtd:2027-01-04
        schwab ok sell INTC 1 trail:2 gtc
        schwab ok sell INTC 1 stopbid:9 day
        schwab ? sell INTC 1 traillimit:2/0.1 day
        schwab ok buy INTC 1 limit:10 day pre
        schwab ok buy INTC 1 limit:10 day post
        schwab ok buy INTC 1 limit:10 day ext
        schwab ? buy INTC 1 limit:10 gtc ext
        schwab feature.unsupported buy INTC 1 limit:10 day night
        schwab feature.unsupported buy INTC 1 market day ext
        schwab feature.unsupported buy INTC 0.5 market day
        schwab feature.unsupported buy INTC $100 market day
        schwab ok short INTC 1 limit:10 day
        schwab ok buy INTC 1 limit:10 day aon
        schwab price.step buy INTC 1 limit:10.005 day
        schwab ok bto C190 1 limit:2.5 day
        schwab feature.unsupported buy C190 1 limit:2.5 day
        schwab ? stc C190 1 stop:2 day
        schwab ok bto C190 + sto C200 1 limit:0.17 day
        schwab ok buy AAPL*100 + sto C200 1 limit:150 day
        schwab ok buy INTC 1 limit:10 gtc => [sell INTC 1 limit:12 gtc | sell INTC 1 stop:9 gtc]
        schwab ok buy INTC 1 limit:10 => [sell INTC 1 limit:12 gtc | sell INTC 1 stop:9 gtc]
        schwab ? buy INTC 1 limit:10 => [sell INTC 1 limit:12 | sell INTC 1 trail:1]
        schwab ok [sell INTC 1 limit:12 | sell INTC 1 stop:9]
        schwab ok [buy INTC 1 limit:12 | buy MSFT 1 limit:300]
        schwab ok buy INTC 1 limit:10 => buy MSFT 1 limit:300
        schwab ? bto C190 1 limit:2 => [stc C190 1 limit:3 | stc C190 1 stop:1]
        schwab ? buy fund:VFIAX 1 market day
        schwab feature.unsupported buy BTC/USD 1 market gtc
        schwab ok change qty:5 limit:11
        schwab feature.unsupported change tif:open

        ibkr ok buy AAPL 10 limit:150 day
        ibkr ok buy VOD@XLON 10 limit:150 gtc
        ibkr ok buy AAPL 10 market ioc
        ibkr ok buy AAPL 10 limit:150 open
        ibkr ? buy AAPL 10 market close
        ibkr feature.unsupported buy AAPL 10 limit:150 fok
        ibkr feature.unsupported buy AAPL 10 limit:150 gtd:2027-01-04
        ibkr ok sell AAPL 10 traillimit:2/0.1 gtc
        ibkr ok sell AAPL 10 trailpct:0.05 day
        ibkr feature.unsupported sell AAPL 10 stopbid:140 day
        ibkr ok buy AAPL 10 limit:150 day ext
        ibkr feature.unsupported buy AAPL 10 market day ext
        ibkr ? buy AAPL 10 limit:150 day night
        ibkr ? buy AAPL 0.5 market day
        ibkr ? buy AAPL $100 market day
        ibkr ok short AAPL 10 limit:150 day
        ibkr ok buy AAPL 10 limit:150 day aon
        ibkr ok bto C190 1 limit:2.5 day
        ibkr ok buy C190 1 stop:2.5 gtc
        ibkr ? bto C190 + sto C200 1 limit:1 day
        ibkr extras.missing buy ES 1 limit:5000 day
        ibkr extras.missing buy ES 1 limit:5000 day x:ibkr.extOperator=me
        ibkr ok buy ES 1 limit:5000 day x:ibkr.extOperator=me x:ibkr.manualIndicator=true
        ibkr feature.unsupported buy ES 1 limit:5000 day aon x:ibkr.extOperator=me x:ibkr.manualIndicator=true
        ibkr extras.unknown buy AAPL 1 limit:150 day x:ibkr.exOperator=me
        ibkr ok buy forex:EUR/USD 1000 limit:1.1 day
        ibkr ? buy BTC/USD 0.1 limit:50000 gtc
        ibkr ? buy other:ibkr:265598:WAR 1 limit:10 day
        ibkr feature.unsupported buy fund:VFIAX 1 market day
        ibkr ok buy AAPL 10 limit:150 => [sell AAPL 10 limit:160 gtc | sell AAPL 10 stop:140 gtc]
        ibkr ok [sell AAPL 10 limit:160 | sell MSFT 10 limit:400 | sell INTC 10 limit:40]
        ibkr feature.unsupported [sell AAPL 10 limit:160 | sell MSFT 10 market]
        ibkr ok change limit:151 qty:11 tif:gtc
        ibkr ? change qty:0.5
        ibkr feature.unsupported change tif:fok

        tradier ok buy AAPL 10 limit:150 day
        tradier ok short AAPL 10 stop:140 gtc
        tradier feature.unsupported buy AAPL 10 limit:150 ioc
        tradier feature.unsupported buy AAPL 10 limit:150 fok
        tradier feature.unsupported buy AAPL 10 market open
        tradier feature.unsupported sell AAPL 10 trail:2 day
        tradier ok buy AAPL 10 limit:150 day pre
        tradier ok buy AAPL 10 limit:150 day post
        tradier feature.unsupported buy AAPL 10 market day pre
        tradier feature.unsupported buy AAPL 10 limit:150 gtc post
        tradier feature.unsupported buy AAPL 10 limit:150 day ext
        tradier ? buy AAPL 0.5 market day
        tradier feature.unsupported buy AAPL $10 market day
        tradier feature.unsupported buy AAPL 10 limit:150 day aon
        tradier ok bto C190 1 stoplimit:2/2.5 gtc
        tradier feature.unsupported buy C190 1 limit:2.5 day
        tradier ok bto C190 + sto C200 1 market day
        tradier ok bto C190 + sto C200 1 limit:-0.1 gtc
        tradier ok buy AAPL*100 + sto C200 1 limit:150 day
        tradier legs.malformed bto C190 + sto C200 + bto P180 + sto P170 + bto P160 1 limit:1 day
        tradier ok buy AAPL 10 limit:150 => [sell AAPL 10 limit:160 gtc | sell AAPL 10 stop:140 gtc]
        tradier feature.unsupported buy AAPL 10 market => [sell AAPL 10 limit:160 | sell AAPL 10 stop:140]
        tradier plan.relation buy AAPL 10 limit:150 => [sell AAPL 10 limit:160 gtc | sell AAPL 10 stop:140 day]
        tradier ok [sell AAPL 10 limit:160 | sell AAPL 10 stop:140]
        tradier plan.relation [sell AAPL 10 limit:160 | sell AAPL 10 limit:170]
        tradier plan.relation [sell AAPL 10 limit:160 | sell MSFT 10 stop:140]
        tradier plan.relation [sell AAPL 10 limit:160 day | sell AAPL 10 stop:140 gtc]
        tradier plan.malformed [sell AAPL 10 limit:160 | sell AAPL 10 stop:140 | sell AAPL 10 stoplimit:140/139]
        tradier ok buy AAPL 10 limit:150 => buy MSFT 10 limit:400
        tradier ok change limit:151
        tradier ok change tif:gtc
        tradier feature.unsupported change qty:5
        tradier feature.unsupported change tif:ioc
        tradier feature.unsupported change trail:1

        robinhood ok buy BTC/USD 0.1 market gtc
        robinhood ok sell BTC/USD 0.1 stop:40000 gtc
        robinhood ok buy BTC/USD $100 limit:50000 gtc
        robinhood feature.unsupported buy BTC/USD $100 market gtc
        robinhood ? buy BTC/USD 0.1 limit:50000 day
        robinhood feature.unsupported buy BTC/USD 0.1 limit:50000 ioc
        robinhood feature.unsupported sell BTC/USD 0.1 trail:100 gtc
        robinhood feature.unsupported short BTC/USD 0.1 market gtc
        robinhood feature.unsupported buy AAPL 1 market day
        robinhood feature.unsupported bto C190 1 limit:2 day
        robinhood feature.unsupported [sell BTC/USD 1 limit:60000 gtc | sell BTC/USD 1 stop:40000 gtc]
        robinhood feature.unsupported change limit:50001
        robinhood feature.unsupported change qty:1
        robinhood feature.unsupported change tif:day

        fidelity feature.unsupported buy AAPL 1 market day
        fidelity feature.unsupported buy fund:VFIAX 1 market day
        fidelity feature.unsupported change limit:10
        """;

    public static TheoryData<string, string, string> Orders()
    {
        TheoryData<string, string, string> orders = [];
        foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ', 3);
            orders.Add(words[0], words[2], words[1]);
        }

        return orders;
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void An_order_gets_the_answer_that_the_documents_give(string broker, string order, string expected)
    {
        var features = BrokerColumn.Of(broker);
        var intent = OrderText.Intent(broker, order);
        var notices = OrderRules.Check(features, null, null, intent);
        var codes = notices.Select(notice => notice.Code!).Distinct(StringComparer.Ordinal).ToList();
        var said = string.Join("\n", notices.Select(notice => $"{notice.Severity} {notice.Code} {notice.Text}"));

        switch (expected)
        {
            case "ok":
                Assert.True(notices.Count == 0, said);
                break;
            case "?":
                Assert.True(codes is [OrderRuleCodes.Unverified], said);
                Assert.All(notices, notice => Assert.Equal(NoticeSeverity.Refusal, notice.Severity));
                var allowed = OrderRules.Check(features, null, null, intent, new OrderRuleOptions { AllowUnverified = true });
                Assert.All(allowed, notice => Assert.Equal((NoticeSeverity.Warning, OrderRuleCodes.Unverified), (notice.Severity, notice.Code)));
                Assert.NotEmpty(allowed);
                break;
            default:
                Assert.True(codes.Contains(expected, StringComparer.Ordinal), $"expected {expected}, but: {said}");
                Assert.All(notices, notice => Assert.Contains(notice.Field!, notice.Text, StringComparison.Ordinal));
                break;
        }
    }

    [Fact]
    public void There_are_hundreds() => Assert.True(Orders().Count >= 200, $"{Orders().Count}");
}
