using Brokerage.Conformance;

namespace Brokerage.Mock.Tests.Conformance;

public sealed class MockTermsConformance : TermsConformanceTests<MockTestBroker>;
