using Brokerage.Conformance.Tests.Guide.House;

namespace Brokerage.Conformance.Tests.Guide;

#region suites
// An adapter that only reads derives from these four; one that trades derives from all of them. FEA-006 fails while one is missing.
public sealed class AcmeAccountConformance : AccountConformanceTests<AcmeTestBroker>;

public sealed class AcmeFeatureConformance : FeatureConformanceTests<AcmeTestBroker>;

public sealed class AcmeMarketDataConformance : MarketDataConformanceTests<AcmeTestBroker>;

public sealed class AcmeSignInConformance : SignInConformanceTests<AcmeTestBroker>;
#endregion
