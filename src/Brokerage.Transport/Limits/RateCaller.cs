namespace Brokerage.Transport;

/// <summary>What a client brings to its gate.</summary>
/// <param name="Application">The application registration.</param>
/// <param name="Connection">The connection; a name of its own for sign-in.</param>
/// <param name="Limits">The broker's limits.</param>
/// <param name="Share">This process's share of limits that are counted above one connection.</param>
internal sealed record RateCaller(string Application, string Connection, IReadOnlyList<RateLimit> Limits, double Share)
{
    public RateRouteKey KeyOf(BrokerRequest request) => new(Application, Connection, request.Account?.Value, request.RateClass);
}
