using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>What E*TRADE says beside an answer, as notices.</summary>
internal static class Messages
{
    // 1027: taken while the market is closed, and put to work at the next open. That is no refusal.
    private const string Queued = "1027";
    private const string Entered = "1026";

    /// <summary>Everything but "entered", which says what the answer says.</summary>
    public static IReadOnlyList<Notice> Notices(params IEnumerable<MessagesWire?> all) =>
        [.. All(all).Where(message => message.Code is not Entered).Select(message => new Notice(Severity(message), message.Code, Text(message)))];

    /// <summary>The first message that is an error, inside an answer that says 200.</summary>
    public static MessageWire? Error(params IEnumerable<MessagesWire?> all) =>
        All(all).FirstOrDefault(message => string.Equals(message.Type, "ERROR", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the messages say that an order was taken.</summary>
    public static bool SayTaken(params IEnumerable<MessagesWire?> all) => All(all).Any(message => message.Code is Entered or Queued);

    /// <summary>Whether the messages say that a cancel is under way.</summary>
    public static bool SayCancelling(params IEnumerable<MessagesWire?> all) => All(all).Any(message => message.Code is "5011" or "4186");

    /// <summary>The text for people: without the status that some begin with, and without line breaks at its ends.</summary>
    public static string Text(MessageWire message)
    {
        var text = message.Description?.Trim() ?? "";
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        var hasStatus = bar is > 0 and <= 3 && text.AsSpan(0, bar).IndexOfAnyExceptInRange('0', '9') < 0;
        return hasStatus ? text[(bar + 1)..].Trim() : text;
    }

    private static NoticeSeverity Severity(MessageWire message) =>
        string.Equals(message.Type, "INFO", StringComparison.OrdinalIgnoreCase) ? NoticeSeverity.Info : NoticeSeverity.Warning;

    private static IEnumerable<MessageWire> All(IEnumerable<MessagesWire?> all) => all.SelectMany(messages => messages?.Message ?? []);
}
