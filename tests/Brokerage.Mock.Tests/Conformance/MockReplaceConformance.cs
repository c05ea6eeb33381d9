using Brokerage.Conformance;

namespace Brokerage.Mock.Tests.Conformance;

public sealed class MockReplaceConformance : ReplaceConformanceTests<MockTestBroker>;
