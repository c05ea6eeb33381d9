using Brokerage.Conformance;

namespace Brokerage.Mock.Tests.Conformance;

public sealed class MockMarketDataConformance : MarketDataConformanceTests<MockTestBroker>;
