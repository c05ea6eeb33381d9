using Brokerage.Conformance;

[assembly: AssemblyFixture(typeof(ConformanceReportFiles))]

namespace Brokerage.Alpaca.Tests.Conformance;

// One class for each suite of the kit; FEA-006 fails while one is missing.
public sealed class AlpacaAccountConformance : AccountConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaCancelConformance : CancelConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaDoubtConformance : DoubtConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaFeatureConformance : FeatureConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaFillConformance : FillConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaHistoryConformance : HistoryConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaMarketDataConformance : MarketDataConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaOptionConformance : OptionConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaOrderConformance : OrderConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaRefusalConformance : RefusalConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaReplaceConformance : ReplaceConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaSignInConformance : SignInConformanceTests<AlpacaTestBroker>;

// A sign-in by token, beside the one by keys; all the other cases with a token, and live, are run with the whole kit.
public sealed class AlpacaOAuthSignInConformance : SignInConformanceTests<AlpacaOAuthTestBroker>;

public sealed class AlpacaStreamConformance : StreamConformanceTests<AlpacaTestBroker>;

public sealed class AlpacaTermsConformance : TermsConformanceTests<AlpacaTestBroker>;
