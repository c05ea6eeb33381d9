using Brokerage.Conformance;

namespace Brokerage.Alpaca.Tests.Conformance;

public sealed class AlpacaMarketDataConformance : MarketDataConformanceTests<AlpacaTestBroker>;
