using Brokerage.Conformance;

namespace Brokerage.Mock.Tests.Conformance;

public sealed class MockDoubtConformance : DoubtConformanceTests<MockTestBroker>;
