using Brokerage.Conformance;

namespace Brokerage.ETrade.Tests.Conformance;

// The whole kit in the other forms that E*TRADE's answers have: XML, the sandbox's shapes, and both at once. FEA-006 fails where a suite is missing to one of
// them. A plain `dotnet test` runs the kit once, in ETradeSuites; these run beside what else is slow.
[Trait("Category", "Slow")]
public sealed class ETradeXmlAccountConformance : AccountConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlCancelConformance : CancelConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlDoubtConformance : DoubtConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlFeatureConformance : FeatureConformanceTests<ETradeXmlTestBroker>;

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
public sealed class ETradeXmlSignInConformance : SignInConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlStreamConformance : StreamConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeXmlTermsConformance : TermsConformanceTests<ETradeXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedAccountConformance : AccountConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedCancelConformance : CancelConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedDoubtConformance : DoubtConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedFeatureConformance : FeatureConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedFillConformance : FillConformanceTests<ETradeSandboxShapedTestBroker>;

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

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedSignInConformance : SignInConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedStreamConformance : StreamConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedTermsConformance : TermsConformanceTests<ETradeSandboxShapedTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlAccountConformance : AccountConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlCancelConformance : CancelConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlDoubtConformance : DoubtConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlFeatureConformance : FeatureConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlFillConformance : FillConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlHistoryConformance : HistoryConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlMarketDataConformance : MarketDataConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlOptionConformance : OptionConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlOrderConformance : OrderConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlRefusalConformance : RefusalConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlReplaceConformance : ReplaceConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlSignInConformance : SignInConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlStreamConformance : StreamConformanceTests<ETradeSandboxShapedXmlTestBroker>;

[Trait("Category", "Slow")]
public sealed class ETradeSandboxShapedXmlTermsConformance : TermsConformanceTests<ETradeSandboxShapedXmlTestBroker>;
