namespace Brokerage;

/// <summary>Puts the registered guards round a connection: outermost the first stage, innermost the journal.</summary>
internal sealed class GuardChain(IEnumerable<ConnectionGuard> guards, IServiceProvider services)
{
    // Within a stage the one that was registered first stands outside.
    private readonly ConnectionGuard[] _fromInside = [.. guards.OrderBy(guard => guard.Stage).Reverse()];

    public IBrokerageConnection Wrap(IBrokerageConnection connection)
    {
        foreach (var guard in _fromInside) connection = guard.Wrap(services, connection);
        return connection;
    }
}
