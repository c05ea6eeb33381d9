namespace Brokerage.Transport;

/// <summary>Leave to send one request. Exactly one of the two endings must be called, once.</summary>
internal sealed class RatePermit(RateGate gate, RateRoute route, long[] slots, long grantedAt)
{
    public RateRoute Route => route;

    public long[] Slots => slots;

    public long GrantedAt => grantedAt;

    /// <summary>The answer came, or will not come any more.</summary>
    public void Complete() => gate.Complete(this, used: true);

    /// <summary>Nothing was sent.</summary>
    public void Return() => gate.Complete(this, used: false);
}
