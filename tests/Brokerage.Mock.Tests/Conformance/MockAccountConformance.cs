using Brokerage.Conformance;

namespace Brokerage.Mock.Tests.Conformance;

public sealed class MockAccountConformance : AccountConformanceTests<MockTestBroker>;
