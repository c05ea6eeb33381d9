using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Brokerage.Kill.Tests.Apps;

/// <summary>Waits for what the resolver says last: that only a person can settle an order.</summary>
internal sealed class LogTap : ILoggerFactory, ILogger
{
    private const int NeedsPerson = 1523;
    private readonly TaskCompletionSource _gaveUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly ConcurrentDictionary<string, bool> _givenUp = new(StringComparer.Ordinal);

    /// <summary>Ends when the resolver has given up.</summary>
    public Task GaveUp => _gaveUp.Task;

    /// <summary>Whether it has given up a wish.</summary>
    public bool HasGivenUp(string wish) => _givenUp.ContainsKey(wish);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id != NeedsPerson) return;

        if (state is IEnumerable<KeyValuePair<string, object?>> fields && fields.First(field => field.Key == "Wish").Value is string wish) _givenUp[wish] = true;
        _gaveUp.TrySetResult();
    }

    public void Dispose()
    {
    }
}
