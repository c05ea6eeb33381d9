using Brokerage.Conformance;

[assembly: AssemblyFixture(typeof(ConformanceReportFiles))]

namespace Brokerage.ETrade.Tests.Conformance;

// One class for each suite of the kit; FEA-006 fails while one is missing.
public sealed class ETradeAccountConformance : AccountConformanceTests<ETradeTestBroker>;

public sealed class ETradeCancelConformance : CancelConformanceTests<ETradeTestBroker>;

public sealed class ETradeDoubtConformance : DoubtConformanceTests<ETradeTestBroker>;

public sealed class ETradeFeatureConformance : FeatureConformanceTests<ETradeTestBroker>;

public sealed class ETradeFillConformance : FillConformanceTests<ETradeTestBroker>;

public sealed class ETradeHistoryConformance : HistoryConformanceTests<ETradeTestBroker>;

public sealed class ETradeMarketDataConformance : MarketDataConformanceTests<ETradeTestBroker>;

public sealed class ETradeOptionConformance : OptionConformanceTests<ETradeTestBroker>;

public sealed class ETradeOrderConformance : OrderConformanceTests<ETradeTestBroker>;

public sealed class ETradeRefusalConformance : RefusalConformanceTests<ETradeTestBroker>;

public sealed class ETradeReplaceConformance : ReplaceConformanceTests<ETradeTestBroker>;

public sealed class ETradeSignInConformance : SignInConformanceTests<ETradeTestBroker>;

public sealed class ETradeStreamConformance : StreamConformanceTests<ETradeTestBroker>;

public sealed class ETradeTermsConformance : TermsConformanceTests<ETradeTestBroker>;
