using Brokerage.Conformance;

namespace Brokerage.ETrade.Tests.Conformance;

// What is read and written in other spellings; the cases that do not depend on them are run once, in ETradeSuites. Those are: signing in and features,
// whose answers are forms or none; streams, which poll the lists and quotes that are read here; and the terms of orders, nearly two hundred cases of
// words that are the same in every form (XML is made of the JSON as a whole), of which the cases of orders, options and replacements write enough.
// How an order fills is read of the same fields in the sandbox's shape.
[Trait("Category", "Slow")]
public sealed class ETradeXmlAccountConformance : AccountConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlCancelConformance : CancelConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlDoubtConformance : DoubtConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlFillConformance : FillConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlHistoryConformance : HistoryConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlMarketDataConformance : MarketDataConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlOptionConformance : OptionConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlOrderConformance : OrderConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlRefusalConformance : RefusalConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlReplaceConformance : ReplaceConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedAccountConformance : AccountConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedCancelConformance : CancelConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedDoubtConformance : DoubtConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedHistoryConformance : HistoryConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedMarketDataConformance : MarketDataConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedOptionConformance : OptionConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedOrderConformance : OrderConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedRefusalConformance : RefusalConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedReplaceConformance : ReplaceConformanceTests<ETradeSandboxShapedTestBroker>;
