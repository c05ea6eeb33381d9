using Brokerage.Conformance;

namespace Brokerage.ETrade.Tests.Conformance;

// What is read and written in other spellings; the cases that do not depend on them are run once, in ETradeSuites.
[Trait("Category", "Slow")]
public sealed class ETradeXmlAccountConformance : AccountConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlCancelConformance : CancelConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlDoubtConformance : DoubtConformanceTests<ETradeXmlTestBroker>;

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
