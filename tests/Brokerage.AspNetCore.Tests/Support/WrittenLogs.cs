using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Brokerage.AspNetCore.Tests.Support;

/// <summary>Everything that anybody logs, at every level: the text, each value behind it, its exception, and scopes.</summary>
internal sealed class WrittenLogs : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, Lines);

    public void Dispose()
    {
    }

    private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Write(state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue($"{category}: {formatter(state, exception)}{exception}");
            Write(state);
        }

        private void Write<TState>(TState state)
        {
            lines.Enqueue(state?.ToString() ?? "");
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
            {
                foreach (var (name, value) in values) lines.Enqueue($"{name}={value}");
            }
        }
    }
}
