using Brokerage.Conformance;

namespace Brokerage.Mock.Tests.Conformance;

public sealed class MockOrderConformance : OrderConformanceTests<MockTestBroker>;
