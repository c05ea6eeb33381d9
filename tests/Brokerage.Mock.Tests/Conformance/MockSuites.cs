using Brokerage.Conformance;

[assembly: AssemblyFixture(typeof(ConformanceReportFiles))]

namespace Brokerage.Mock.Tests.Conformance;

// One class for each suite of the kit; FEA-006 fails while one is missing.
public sealed class MockAccountConformance : AccountConformanceTests<MockTestBroker>;

public sealed class MockCancelConformance : CancelConformanceTests<MockTestBroker>;

public sealed class MockDoubtConformance : DoubtConformanceTests<MockTestBroker>;

public sealed class MockFeatureConformance : FeatureConformanceTests<MockTestBroker>;

public sealed class MockFillConformance : FillConformanceTests<MockTestBroker>;

public sealed class MockHistoryConformance : HistoryConformanceTests<MockTestBroker>;

public sealed class MockMarketDataConformance : MarketDataConformanceTests<MockTestBroker>;

public sealed class MockOptionConformance : OptionConformanceTests<MockTestBroker>;

public sealed class MockOrderConformance : OrderConformanceTests<MockTestBroker>;

public sealed class MockRefusalConformance : RefusalConformanceTests<MockTestBroker>;

public sealed class MockReplaceConformance : ReplaceConformanceTests<MockTestBroker>;

public sealed class MockSignInConformance : SignInConformanceTests<MockTestBroker>;

public sealed class MockStreamConformance : StreamConformanceTests<MockTestBroker>;

public sealed class MockTermsConformance : TermsConformanceTests<MockTestBroker>;
