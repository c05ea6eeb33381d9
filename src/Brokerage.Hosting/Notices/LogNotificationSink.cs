using Microsoft.Extensions.Logging;

namespace Brokerage.Hosting;

/// <summary>Where the application has registered nothing better.</summary>
internal sealed class LogNotificationSink(ILogger<LogNotificationSink> logger) : INotificationSink
{
    public Task NotifyAsync(ConnectionNotice notice, CancellationToken cancellationToken = default)
    {
        HostingLog.Notice(logger, notice.Kind, notice.Connection.Connection.Value, notice.Connection.Broker.Value);
        return Task.CompletedTask;
    }
}
