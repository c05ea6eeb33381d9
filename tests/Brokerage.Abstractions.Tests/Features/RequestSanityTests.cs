namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>What is refused whatever the broker: here one that takes everything.</summary>
public sealed class RequestSanityTests
{
    private static readonly Evidence Page = new("a page", new DateOnly(2026, 1, 1));

    internal static BrokerFeatures Everything { get; } = AskTests.Of(new FeatureRule(new OrderScope(), Support.Native, Page));

    public static TheoryData<string, string, string> Texts() => new()
    {
        { "buy AAPL 0 market", OrderRuleCodes.Quantity, "Plan.Spec.Quantity" },
        { "buy AAPL -1 market", OrderRuleCodes.Quantity, "Plan.Spec.Quantity" },
        { "buy AAPL $0 market", OrderRuleCodes.Quantity, "Plan.Spec.Quantity" },
        { "buy AAPL $-5 market", OrderRuleCodes.Quantity, "Plan.Spec.Quantity" },
        { "buy AAPL 1 limit:0", OrderRuleCodes.Price, "Plan.Spec.Price.Price" },
        { "buy AAPL 1 limit:-1", OrderRuleCodes.Price, "Plan.Spec.Price.Price" },
        { "buy AAPL 1 stop:0", OrderRuleCodes.Price, "Plan.Spec.Price.Trigger" },
        { "buy AAPL 1 stoplimit:0/1", OrderRuleCodes.Price, "Plan.Spec.Price.Trigger" },
        { "buy AAPL 1 stoplimit:1/0", OrderRuleCodes.Price, "Plan.Spec.Price.Price" },
        { "sell AAPL 1 trail:0", OrderRuleCodes.Price, "Plan.Spec.Price.Distance" },
        { "sell AAPL 1 trail:-2", OrderRuleCodes.Price, "Plan.Spec.Price.Distance" },
        { "sell AAPL 1 trailpct:5", OrderRuleCodes.Price, "Plan.Spec.Price.Distance" },
        { "sell AAPL 1 trailpct:1", OrderRuleCodes.Price, "Plan.Spec.Price.Distance" },
        { "sell AAPL 1 traillimit:2/-0.1", OrderRuleCodes.Price, "Plan.Spec.Price.LimitOffset" },
        { "buy AAPL 1 other", OrderRuleCodes.PriceUnreadable, "Plan.Spec.Price" },
        { "buy AAPL 1 market gtd", OrderRuleCodes.Date, "Plan.Spec.TimeInForce.Until" },
        { "buy AAPL 1 market day:2027-01-04", OrderRuleCodes.Date, "Plan.Spec.TimeInForce.Until" },
        { "buy AAPL 1 market gtc:2027-01-04", OrderRuleCodes.Date, "Plan.Spec.TimeInForce.Until" },
        { "buy AAPL 1 market gtd:2026-01-04", OrderRuleCodes.DatePassed, "Plan.Spec.TimeInForce.Until" },
        { "buy AAPL 1 market unknown", OrderRuleCodes.TimeInForce, "Plan.Spec.TimeInForce" },
        { "buy AAPL 1 market weird", OrderRuleCodes.TimeInForce, "Plan.Spec.TimeInForce" },
        { "buy AAPL 1 market nosession", OrderRuleCodes.Sessions, "Plan.Spec.Sessions" },
        { "buy AAPL 1 market nowhen", OrderRuleCodes.Sessions, "Plan.Spec.Sessions" },
        { "buy AAPL*2 1 market", OrderRuleCodes.Ratio, "Plan.Spec.Legs" },
        { "buy AAPL*0 1 market", OrderRuleCodes.Ratio, "Plan.Spec.Legs[0].Ratio" },
        { "buy C190*-1 + sell C200 1 limit:1", OrderRuleCodes.Ratio, "Plan.Spec.Legs[0].Ratio" },
        { "buy C190*2 + sell C200*4 1 limit:1", OrderRuleCodes.Ratio, "Plan.Spec.Legs" },
        { "buy C190*6 + sell C200*10 + buy P150*4 1 limit:1", OrderRuleCodes.Ratio, "Plan.Spec.Legs" },
        { "buy C190 + sell C190 1 limit:1", OrderRuleCodes.LegTwice, "Plan.Spec.Legs[1].Instrument" },
        { "buy C190 + sell C200 $100 limit:1", OrderRuleCodes.CashQuantity, "Plan.Spec.Quantity" },
        { "buy AAPL €100 market", OrderRuleCodes.Currency, "Plan.Spec.Quantity" },
        { "buy BTC/EUR $100 market", OrderRuleCodes.Currency, "Plan.Spec.Quantity" },
        { "buy forex:USD/EUR $100 market", OrderRuleCodes.Currency, "Plan.Spec.Quantity" },
        { "buy other:ibkr:1:WAR 1 market", OrderRuleCodes.Legs, "Plan.Spec.Legs[0].Instrument" },
        { "buy AAPL 1 market x:test.what=1", OrderRuleCodes.ExtraUnknown, "Plan.Spec.Extras[test.what]" },
        { "buy AAPL 1 market => buy AAPL 0 market", OrderRuleCodes.Quantity, "Plan.Then.Spec.Quantity" },
        { "buy AAPL 0 market => sell AAPL 1 limit:5", OrderRuleCodes.Quantity, "Plan.First.Quantity" },
        { "[sell AAPL 1 limit:5 | sell AAPL 1 limit:0]", OrderRuleCodes.Price, "Plan.Parts[1].Spec.Price.Price" },
        { "[sell AAPL 1 limit:5]", OrderRuleCodes.Plan, "Plan.Parts" },
        { "buy AAPL 1 market => [sell AAPL 1 limit:5 | sell AAPL 0 stop:3]", OrderRuleCodes.Quantity, "Plan.Then.Parts[1].Spec.Quantity" },
        { "buy AAPL 1 market => [sell AAPL 1 limit:5 | sell AAPL 1 stop:3 | sell AAPL 1 stop:2]", OrderRuleCodes.PlanShape, "Plan" },
        { "buy AAPL 1 market => [buy AAPL 1 limit:5 | sell AAPL 1 stop:3]", OrderRuleCodes.PlanShape, "Plan" },
        { "buy AAPL 1 market => [short AAPL 1 limit:5 | sell AAPL 1 stop:3]", OrderRuleCodes.PlanShape, "Plan" },
        { "buy C190 + sell C200 1 limit:1 => sell C190 1 limit:5", OrderRuleCodes.PlanShape, "Plan" },
        { "buy AAPL 1 market => sell AAPL 1 limit:5 => sell AAPL 1 limit:6", OrderRuleCodes.PlanShape, "Plan" },
        { "change nothing", OrderRuleCodes.NoChange, "Change" },
        { "change qty:0", OrderRuleCodes.Quantity, "Change.TotalQuantity" },
        { "change qty:-3", OrderRuleCodes.Quantity, "Change.TotalQuantity" },
        { "change other", OrderRuleCodes.PriceUnreadable, "Change.Price" },
        { "change stop:-1", OrderRuleCodes.Price, "Change.Price.Trigger" },
        { "change trailpct:2", OrderRuleCodes.Price, "Change.Price.Distance" },
        { "change tif:unknown", OrderRuleCodes.TimeInForce, "Change.TimeInForce" },
        { "change tif:gtd", OrderRuleCodes.Date, "Change.TimeInForce.Until" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_request_that_makes_no_sense_is_refused(string order, string code, string field)
    {
        var notices = Check(OrderText.Intent("test", order));
        Assert.Contains(notices, notice => notice is { Severity: NoticeSeverity.Refusal } && Is(notice, code, field));
        Assert.All(notices, notice => Assert.StartsWith(notice.Field + ": ", notice.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("buy AAPL 1 market")]
    [InlineData("buy AAPL 0.000001 limit:0.0001 gtd:2027-01-04")]
    [InlineData("buy AAPL $1 market")]
    [InlineData("buy BTC/USD $1 market gtc")]
    [InlineData("bto C190*2 + sto C200*3 1 limit:-4.5")]
    [InlineData("bto C190 + sto C200 1 limit:0")]
    [InlineData("sell AAPL 1 trailpct:0.99")]
    [InlineData("sell AAPL 1 traillimit:2/0")]
    [InlineData("buy AAPL 1 limit:1 ext+night")]
    [InlineData("buy AAPL 1 market gtd:2026-11-20")]
    [InlineData("change limit:-0.5")]
    [InlineData("change qty:10 tif:gtd:2027-01-04")]
    public void What_makes_sense_is_let_through(string order) => Assert.Empty(Check(OrderText.Intent("test", order)));

    public static TheoryData<string, OrderIntent, string> Hostile() => new()
    {
        { "no plan", New(null!), OrderRuleCodes.Plan },
        { "no order", New(new OrderPlan.Single(null!)), OrderRuleCodes.Plan },
        { "no parts", New(new OrderPlan.OneCancels(null!)), OrderRuleCodes.Plan },
        { "empty parts", New(new OrderPlan.OneCancels([])), OrderRuleCodes.Plan },
        { "null parts", New(new OrderPlan.OneCancels([null!, null!])), OrderRuleCodes.Plan },
        { "no entry", New(new OrderPlan.OneTriggers(null!, OrderText.Plan("buy AAPL 1 market"))), OrderRuleCodes.Plan },
        { "no exit", New(new OrderPlan.OneTriggers(Good, null!)), OrderRuleCodes.Plan },
        { "no legs", One(Good with { Legs = null! }), OrderRuleCodes.Legs },
        { "empty legs", One(Good with { Legs = [] }), OrderRuleCodes.Legs },
        { "null leg", One(Good with { Legs = [null!] }), OrderRuleCodes.Legs },
        { "leg without instrument", One(Good with { Legs = [new OrderLeg(null!, Side.Buy)] }), OrderRuleCodes.Legs },
        { "too many legs", One(Good with { Legs = [.. Enumerable.Range(1, 200).Select(n => new OrderLeg(OrderText.Thing($"C{n}"), Side.Buy))] }), OrderRuleCodes.Legs },
        { "no side", One(Good with { Legs = [new OrderLeg(OrderText.Thing("AAPL"), Side.Unknown)] }), OrderRuleCodes.Side },
        { "no such side", One(Good with { Legs = [new OrderLeg(OrderText.Thing("AAPL"), (Side)9)] }), OrderRuleCodes.Side },
        { "no such effect", One(Good with { Legs = [new OrderLeg(OrderText.Thing("AAPL"), Side.Buy, (PositionEffect)9)] }), OrderRuleCodes.Side },
        { "no quantity", One(Good with { Quantity = null! }), OrderRuleCodes.Quantity },
        { "no price", One(Good with { Price = null! }), OrderRuleCodes.Price },
        { "no such basis", One(Good with { Price = new PriceTerms.Stop(1m, (TriggerBasis)9) }), OrderRuleCodes.Price },
        { "no time", One(Good with { TimeInForce = null! }), OrderRuleCodes.TimeInForce },
        { "no currency", One(Good with { Quantity = new OrderQuantity.Cash(default) }), OrderRuleCodes.Currency },
        { "huge quantity", One(Good with { Quantity = new OrderQuantity.Units(-decimal.MaxValue) }), OrderRuleCodes.Quantity },
        { "huge ratio", One(Good with { Legs = [new OrderLeg(OrderText.Thing("AAPL"), Side.Buy, default, int.MaxValue)] }), OrderRuleCodes.Ratio },
        { "deep plan", New(Deep(30)), OrderRuleCodes.Plan },
        { "wide plan", New(new OrderPlan.OneCancels([.. Enumerable.Repeat(OrderText.Plan("buy AAPL 1 market"), 500)])), OrderRuleCodes.Plan },
        { "no change", (OrderIntent.Replace)OrderText.Intent("test", "change qty:1") with { Change = null! }, OrderRuleCodes.NoChange },
        { "no target", (OrderIntent.Replace)OrderText.Intent("test", "change qty:1") with { Target = default }, OrderRuleCodes.MissingId },
        { "bracket without legs", New(new OrderPlan.OneTriggers(Good, new OrderPlan.OneCancels([new OrderPlan.Single(Good with { Legs = [] }), new OrderPlan.Single(Good with { Legs = [null!] })]))), OrderRuleCodes.Legs },
        { "pair without instruments", New(new OrderPlan.OneCancels([new OrderPlan.Single(Good with { Legs = [new OrderLeg(null!, Side.Buy)] }), new OrderPlan.Single(Good)])), OrderRuleCodes.Legs },
        { "trigger without legs", New(new OrderPlan.OneTriggers(Good with { Legs = null! }, new OrderPlan.Single(Good))), OrderRuleCodes.Legs },
        { "no id", One(Good) with { ClientOrderId = default }, OrderRuleCodes.MissingId },
        { "no account", One(Good) with { Account = null! }, OrderRuleCodes.WrongAccount },
        { "another broker", One(Good) with { Account = OrderText.Account("other") }, OrderRuleCodes.WrongAccount },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Nothing_that_an_intent_holds_makes_it_throw(string name, OrderIntent intent, string code)
    {
        foreach (var features in BrokerColumn.EveryEnvironment.Select(one => one.Features).Prepend(Everything))
        {
            var notices = OrderRules.Check(features, null, null, intent);
            Assert.True(notices.Any(notice => string.Equals(notice.Code, code, StringComparison.Ordinal) && notice.Severity == NoticeSeverity.Refusal), $"{name} at {features.Broker}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 10, MemberType = typeof(Seeds))]
    public void Random_intents_are_judged_without_throwing_and_always_alike(ulong seed)
    {
        RandomContract random = new(seed);
        var environments = BrokerColumn.EveryEnvironment.Select(one => one.Features).Prepend(Everything).ToList();
        for (var i = 0; i < 40; i++)
        {
            var intent = random.Intent();
            var features = environments[random.Below(environments.Count)];
            var options = new OrderRuleOptions { Today = random.Day(), AllowUnverified = random.Coin() };
            var notices = OrderRules.Check(features, null, null, intent, options);
            Assert.Contains(notices, notice => notice is { Severity: NoticeSeverity.Refusal, Code: OrderRuleCodes.WrongAccount });
            Assert.Equal(notices, OrderRules.Check(features with { Orders = [.. features.Orders.Reverse()] }, null, null, intent, options));
        }
    }

    [Fact]
    public void Every_reason_is_given_at_once()
    {
        var codes = Check(OrderText.Intent("test", "buy AAPL*2 0 limit:-1 gtd nosession x:a.b=1")).Select(notice => notice.Code);
        Assert.Equal(
            [OrderRuleCodes.Ratio, OrderRuleCodes.Quantity, OrderRuleCodes.Price, OrderRuleCodes.Date, OrderRuleCodes.Sessions, OrderRuleCodes.ExtraUnknown], codes);
    }

    [Fact]
    public void Null_arguments_are_misuse()
    {
        Assert.Throws<ArgumentNullException>(() => OrderRules.Check(null!, null, null, One(Good)));
        Assert.Throws<ArgumentNullException>(() => OrderRules.Check(Everything, null, null, null!));
        Assert.Throws<ArgumentNullException>(() => OrderRules.RefusalOf(Everything.Broker, null, null!));
    }

    private static OrderSpec Good => OrderText.Spec("buy AAPL 1 market");

    private static OrderIntent One(OrderSpec spec) => New(new OrderPlan.Single(spec));

    private static OrderIntent New(OrderPlan plan) => new OrderIntent.New(OrderText.Account(), ClientOrderId.Parse("id-1"), plan);

    private static OrderPlan Deep(int depth) => depth == 0 ? new OrderPlan.Single(Good) : new OrderPlan.OneTriggers(Good, Deep(depth - 1));

    private static bool Is(Notice notice, string code, string field) =>
        string.Equals(notice.Code, code, StringComparison.Ordinal) && string.Equals(notice.Field, field, StringComparison.Ordinal);

    private static IReadOnlyList<Notice> Check(OrderIntent intent) => OrderRules.Check(
        Everything, AccountRuleTests.Account(), null, intent, new OrderRuleOptions { Today = new DateOnly(2026, 11, 20) });
}
