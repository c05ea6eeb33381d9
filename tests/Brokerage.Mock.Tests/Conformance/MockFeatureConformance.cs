using Brokerage.Conformance;

namespace Brokerage.Mock.Tests.Conformance;

public sealed class MockFeatureConformance : FeatureConformanceTests<MockTestBroker>;
