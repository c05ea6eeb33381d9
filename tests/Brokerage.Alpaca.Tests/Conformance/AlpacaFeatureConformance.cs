using Brokerage.Conformance;

namespace Brokerage.Alpaca.Tests.Conformance;

public sealed class AlpacaFeatureConformance : FeatureConformanceTests<AlpacaTestBroker>;
