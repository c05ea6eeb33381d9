namespace Brokerage;

/// <summary>
/// What a call is for, carried along the asynchronous flow (like an activity), because role methods do not name it and rate gates need it.
/// </summary>
public static class BrokerageCall
{
    private static readonly AsyncLocal<CallPriority> Current = new();

    /// <summary>The priority of calls made from here.</summary>
    public static CallPriority Priority => Current.Value;

    /// <summary>Gives calls a priority until the result is disposed: <c>using (BrokerageCall.At(CallPriority.Background)) { … }</c></summary>
    public static IDisposable At(CallPriority priority)
    {
        var scope = new Scope(Current.Value);
        Current.Value = priority;
        return scope;
    }

    private sealed class Scope(CallPriority before) : IDisposable
    {
        private bool _disposed;

        public void Dispose()
        {
            if (_disposed) return;
            _disposed = true;
            Current.Value = before;
        }
    }
}
