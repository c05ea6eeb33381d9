using System.Diagnostics.CodeAnalysis;

namespace Brokerage.Alpaca.Streaming;

/// <summary>
/// What a data stream was asked and has not answered. Alpaca answers each message in turn, by the whole subscription or by an error, and an error does
/// not say what it is about. Thread-safe.
/// </summary>
internal sealed class DataRequests
{
    private readonly Lock _gate = new();
    private readonly Queue<IReadOnlyCollection<string>> _open = new();
    private readonly Queue<(IReadOnlyCollection<string> Symbols, BrokerageException Why)> _refused = new();

    /// <summary>A fresh line, which was asked nothing.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _open.Clear();
            _refused.Clear();
        }
    }

    /// <summary>Before it is asked.</summary>
    /// <param name="symbols">What is new in it; none where a refusal changes nothing.</param>
    public void Add(IReadOnlyCollection<string> symbols)
    {
        lock (_gate)
        {
            _open.Enqueue(symbols);
        }
    }

    /// <summary>It was answered by the subscription.</summary>
    public void Answer()
    {
        lock (_gate)
        {
            _open.TryDequeue(out _);
        }
    }

    /// <summary>It was answered by an error.</summary>
    /// <returns>False where the error is about more than what was asked.</returns>
    public bool TryRefuse(int code, BrokerageException why)
    {
        lock (_gate)
        {
            if (!StreamErrors.IsAboutSubscription(code) || !_open.TryDequeue(out var symbols))
            {
                return false;
            }

            _refused.Enqueue((symbols, why));
            return true;
        }
    }

    public bool TryTakeRefused([NotNullWhen(true)] out IReadOnlyCollection<string>? symbols, [NotNullWhen(true)] out BrokerageException? why)
    {
        lock (_gate)
        {
            var isThere = _refused.TryDequeue(out var refused);
            (symbols, why) = refused;
            return isThere;
        }
    }
}
