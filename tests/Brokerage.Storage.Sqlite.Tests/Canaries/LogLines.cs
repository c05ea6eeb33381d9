using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Brokerage.Storage.Sqlite.Tests.Canaries;

/// <summary>Keeps every line of a log, down to Trace.</summary>
internal sealed class LogLines(ConcurrentQueue<string> lines) : ILoggerFactory, ILogger
{
    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        lines.Enqueue(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}
