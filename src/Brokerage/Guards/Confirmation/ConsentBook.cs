using System.Globalization;

namespace Brokerage;

/// <summary>
/// The questions that were asked about large orders. In memory, since a question that a crash interrupts has lapsed. Holds no more than the
/// questions of the last few minutes. Thread-safe.
/// </summary>
internal sealed class ConsentBook(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ClientOrderId, Asked> _asked = [];
    private long _questions;

    /// <summary>Whether a wish has its consent; if nobody was asked yet, or too long ago, a question is made.</summary>
    /// <param name="order">The wish, with the answers that were given.</param>
    /// <param name="hash">Of the wish: consent to another one does not count.</param>
    /// <param name="value">What it may be worth now; null where nobody knows.</param>
    /// <param name="text">The question, if one must be made.</param>
    /// <param name="options">How long an answer may take, and how far the worth may move meanwhile.</param>
    public Consent Judge(PreparedOrder order, string hash, decimal? value, Func<string> text, OrderConfirmationOptions options)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var id = order.Intent.ClientOrderId;
            if (!_asked.TryGetValue(id, out var asked) || !asked.Holds(hash, value, options, now))
                return Ask(id, new Asked(hash, value, Make(hash, text(), now), now + options.AnswerWithin), now);

            switch (asked.AnswerIn(order))
            {
                case { Answer: OrderConfirmation.Yes } yes:
                    // A question of the broker's own may follow: it is not to be asked twice for that.
                    _asked[id] = asked with { Until = now + options.AnswerWithin };
                    return new Consent(ConsentKind.Given, By: yes.By);
                case { Answer: OrderConfirmation.No } no:
                    _asked.Remove(id);
                    return new Consent(ConsentKind.Refused, By: no.By);
                default:
                    return new Consent(ConsentKind.Asked, asked.Question, asked.Until);
            }
        }
    }

    private Consent Ask(ClientOrderId id, Asked asked, DateTimeOffset now)
    {
        foreach (var (key, old) in _asked)
        {
            if (old.Until < now) _asked.Remove(key);
        }

        _asked[id] = asked;
        return new Consent(ConsentKind.Asked, asked.Question, asked.Until);
    }

    // The number keeps an answer to a question that has lapsed from answering the next.
    private Question Make(string hash, string text, DateTimeOffset now) => new(
        string.Create(CultureInfo.InvariantCulture, $"{OrderConfirmation.Source}/{hash}/{now.ToUnixTimeMilliseconds()}-{++_questions}"),
        OrderConfirmation.Source,
        text,
        [OrderConfirmation.Yes, OrderConfirmation.No]);

    private sealed record Asked(string Hash, decimal? Value, Question Question, DateTimeOffset Until)
    {
        public bool Holds(string hash, decimal? value, OrderConfirmationOptions options, DateTimeOffset now) =>
            string.Equals(Hash, hash, StringComparison.Ordinal) && now <= Until && !(value > Value * (1m + options.PriceCollar)) && Value.HasValue == value.HasValue;

        public Approval? AnswerIn(PreparedOrder order) => order.Approvals.LastOrDefault(approval =>
            string.Equals(approval.QuestionId, Question.Id, StringComparison.Ordinal) && string.Equals(approval.Text, Question.Text, StringComparison.Ordinal));
    }
}
