using Brokerage.Hosting;

namespace Host;

/// <summary>Tells users what only they can do. A real host sends mail, or a message to their phones.</summary>
internal sealed class ConsoleNotices : INotificationSink
{
    public Task NotifyAsync(ConnectionNotice notice, CancellationToken cancellationToken = default)
    {
        var text = notice.Kind == NoticeKind.LoginEndsSoon ? $"log in again before {notice.By:HH:mm} UTC." : "please log in again.";
        Console.WriteLine($"To {notice.Connection.User}: {notice.Connection.Broker} ({notice.Connection.Environment}): {text}");
        return Task.CompletedTask;
    }
}
