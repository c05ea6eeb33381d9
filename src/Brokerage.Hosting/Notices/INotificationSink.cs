namespace Brokerage.Hosting;

/// <summary>
/// Tells users what only they can do: by mail, by a message on their phone, by a line on the page. Register one of your own; without one notices
/// go to the log. Called by several pieces of work at once.
/// </summary>
public interface INotificationSink
{
    /// <summary>Tells a user, or sees to it that he will be told. Whatever it throws, it is asked again at the next look.</summary>
    /// <param name="notice">What to tell.</param>
    /// <param name="cancellationToken">Is cancelled after half a minute, and when the host stops.</param>
    Task NotifyAsync(ConnectionNotice notice, CancellationToken cancellationToken = default);
}
