namespace Brokerage.Mock;

/// <summary>
/// Faults of a Mock broker, switched on and off while it runs. Thread-safe. They happen where a real broker's do: between the caller and the
/// exchange, whose books stay right.
/// </summary>
public sealed class MockFaults
{
    private readonly Lock _gate = new();
    private readonly Queue<BrokerageErrorCode> _nextReads = new();
    private int _lostRequests;
    private int _lostAnswers;
    private volatile bool _isDown;
    private volatile bool _needsLogin;
    private volatile bool _spoilsRows;

    /// <summary>The broker cannot be reached: reads fail with ConnectionFailed, orders are rejected, since nothing leaves.</summary>
    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    /// <summary>The login has ended: reads fail with AuthExpired and the connection says NeedsLogin.</summary>
    public bool NeedsLogin
    {
        get => _needsLogin;
        set => _needsLogin = value;
    }

    /// <summary>
    /// One row of every list of positions, transactions and orders cannot be read: it is missing from the list, which says that it is not whole.
    /// </summary>
    public bool SpoilsRows
    {
        get => _spoilsRows;
        set => _spoilsRows = value;
    }

    /// <summary>The next reads fail with this code, before anything else is looked at.</summary>
    /// <param name="code">The code.</param>
    /// <param name="times">How many reads.</param>
    public void FailNextReads(BrokerageErrorCode code, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_gate)
        {
            for (var i = 0; i < times; i++)
                _nextReads.Enqueue(code);
        }
    }

    /// <summary>The next submits are lost on their way: the exchange never sees them, and their outcome is unknown.</summary>
    /// <param name="times">How many.</param>
    public void LoseNextRequests(int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_gate)
            _lostRequests += times;
    }

    /// <summary>The answers to the next submits are lost: the exchange acts, and their outcome is unknown.</summary>
    /// <param name="times">How many.</param>
    public void LoseNextAnswers(int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_gate)
            _lostAnswers += times;
    }

    internal BrokerageErrorCode? NextRead()
    {
        lock (_gate)
            return _nextReads.TryDequeue(out var code) ? code : null;
    }

    internal bool TakeLostRequest() => Take(ref _lostRequests);

    internal bool TakeLostAnswer() => Take(ref _lostAnswers);

    private bool Take(ref int left)
    {
        lock (_gate)
        {
            if (left == 0)
                return false;
            left--;
            return true;
        }
    }
}
