namespace Brokerage;

/// <summary>
/// The time that one connection may take for all of its reads together. A read that ends by failing, or not at all, becomes an error; an
/// adapter that ignores cancellation is left behind, so that it delays nobody.
/// </summary>
internal sealed class ReadLimit : IDisposable
{
    private readonly BrokerId _broker;
    private readonly TimeSpan _deadline;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public ReadLimit(BrokerId broker, TimeSpan deadline, TimeProvider time, CancellationToken caller)
    {
        _broker = broker;
        _deadline = deadline;
        _caller = caller;
        _timer = new CancellationTokenSource(deadline, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    /// <summary>What an adapter did that its contract does not allow; kept for the log, since its text may hold anything.</summary>
    public Exception? Unexpected { get; private set; }

    /// <summary>Reads something; when time is up the read is left behind, even if it ignores its token.</summary>
    public Task<ReadAttempt<T>> TryAsync<T>(Func<CancellationToken, Task<T>> read)
        where T : class => TryCoreAsync(read, mayLeaveBehind: true);

    /// <summary>Obtains something that must be given back, so it is never left behind: <paramref name="open"/> must heed its token.</summary>
    public Task<ReadAttempt<T>> TryOpenAsync<T>(Func<CancellationToken, Task<T>> open)
        where T : class => TryCoreAsync(open, mayLeaveBehind: false);

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }

    private async Task<ReadAttempt<T>> TryCoreAsync<T>(Func<CancellationToken, Task<T>> read, bool mayLeaveBehind)
        where T : class
    {
        try
        {
            var reading = read(_either.Token);
            if (!mayLeaveBehind)
                return new ReadAttempt<T>(await reading.ConfigureAwait(false), null);
            Observe(reading);
            return new ReadAttempt<T>(await reading.WaitAsync(_either.Token).ConfigureAwait(false), null);
        }
        catch (BrokerageException exception)
        {
            return new ReadAttempt<T>(null, exception.Error);
        }
        catch (OperationCanceledException) when (_caller.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (_timer.IsCancellationRequested)
        {
            return new ReadAttempt<T>(null, TooSlow());
        }
#pragma warning disable CA1031 // One adapter's defect must not hide what the other brokers hold.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Unexpected = exception;
            return new ReadAttempt<T>(null, new BrokerageError(
                BrokerageErrorCode.Unknown, _broker, $"The adapter failed with {exception.GetType().Name}; see the log."));
        }
    }

    // Nobody awaits a read that was left behind; its late failure must not surface as an unobserved exception.
    private static void Observe(Task reading) => _ = reading.ContinueWith(
        static late => _ = late.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private BrokerageError TooSlow() =>
        new(BrokerageErrorCode.Timeout, _broker, $"The broker did not answer within {_deadline.TotalSeconds:0.###} s.");
}
