namespace Brokerage.Simulator;

/// <summary>What goes wrong on a simulator's web sockets, beside their being cut. Thread-safe; can be changed while streams are open.</summary>
public sealed class StreamFaults
{
    private const int Remembered = 8;

    private readonly Lock _lock = new();
    private readonly Random _random;
    private readonly Queue<byte[]> _latest = new();
    private double _repeat;
    private int? _nextError;
    private TaskCompletionSource? _stalled;

    internal StreamFaults(ulong seed) => _random = new Random(unchecked((int)(seed ^ 0x57AE)));

    /// <summary>The probability with which an order update is followed by one of the last eight once more, from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    public double Repeat
    {
        get
        {
            lock (_lock)
            {
                return _repeat;
            }
        }

        set
        {
            if (value is < 0 or > 1 or double.NaN)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "A probability is from 0 to 1.");
            }

            lock (_lock)
            {
                _repeat = value;
            }
        }
    }

    /// <summary>
    /// The broker's own code, such as Alpaca's 409 or 500, with which the next login on a stream of prices is answered instead of being let in;
    /// null again afterwards.
    /// </summary>
    public int? NextError
    {
        get
        {
            lock (_lock)
            {
                return _nextError;
            }
        }

        set
        {
            lock (_lock)
            {
                _nextError = value;
            }
        }
    }

    /// <summary>While true nothing is sent on any stream; afterwards what has gathered is.</summary>
    public bool Stalled
    {
        get
        {
            lock (_lock)
            {
                return _stalled is not null;
            }
        }

        set
        {
            TaskCompletionSource? ended = null;
            lock (_lock)
            {
                if (value)
                {
                    _stalled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }
                else
                {
                    (ended, _stalled) = (_stalled, null);
                }
            }

            ended?.TrySetResult();
        }
    }

    /// <summary>An order update as it goes out: itself, and perhaps an older one again.</summary>
    internal IReadOnlyList<byte[]> Pass(byte[] update)
    {
        lock (_lock)
        {
            _latest.Enqueue(update);
            if (_latest.Count > Remembered)
            {
                _latest.Dequeue();
            }

            return _repeat > 0 && _random.NextDouble() < _repeat ? [update, _latest.ElementAt(_random.Next(_latest.Count))] : [update];
        }
    }

    internal int? TakeError()
    {
        lock (_lock)
        {
            var error = _nextError;
            _nextError = null;
            return error;
        }
    }

    internal Task FlowingAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _stalled is null ? Task.CompletedTask : _stalled.Task.WaitAsync(cancellationToken);
        }
    }
}
