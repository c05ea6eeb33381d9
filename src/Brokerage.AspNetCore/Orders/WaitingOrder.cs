namespace Brokerage.AspNetCore.Orders;

/// <summary>
/// One prepared order of a user's. However often its page asks to submit it, at the same time or again after an answer was lost, it is sent
/// once; a question's answers make the next step. Thread-safe.
/// </summary>
internal sealed class WaitingOrder(string? user, PreparedOrder prepared, DateTimeOffset endsAt)
{
    private readonly Lock _gate = new();
    private PreparedOrder _next = prepared;
    private SubmitResult.NeedsConfirmation? _asked;
    private Task<SubmitResult>? _sending;
    private bool _isOver;

    public DateTimeOffset EndsAt => endsAt;

    public AccountRef Account { get; } = prepared.Intent.Account;

    /// <summary>Whether it is being sent, or has an answer.</summary>
    public bool WasSubmitted
    {
        get
        {
            lock (_gate) return _sending is not null;
        }
    }

    public bool IsOf(string? other) => string.Equals(user, other, StringComparison.Ordinal);

    /// <summary>From now on nothing of it is sent, whoever has found it before: his page would hear that it may be prepared again.</summary>
    /// <returns>False if it is being sent just now.</returns>
    public bool TryEnd()
    {
        lock (_gate) return _isOver |= _sending is not { IsCompleted: false };
    }

    /// <summary>Submits it, or waits for the submit that is under way, or gives the answer that it had.</summary>
    /// <param name="approvals">The answers to the questions of the step before; they are for that step alone.</param>
    /// <param name="submit">Sends. It is not cancelled by whoever waits.</param>
    /// <returns>Null if its time is over.</returns>
    public Task<SubmitResult>? TrySubmitAsync(IReadOnlyList<Approval> approvals, Func<PreparedOrder, Task<SubmitResult>> submit)
    {
        lock (_gate)
        {
            if (_isOver || (_sending is not null && !IsAnswer(approvals))) return _sending;
            var order = _asked is null ? _next : _next with { Approvals = [.. _next.Approvals, .. approvals] };
            _asked = null;
            return _sending = SendAsync(order, submit);
        }
    }

    // Only a question that was asked can be answered, in its own words and while it stands: nothing is approved beforehand.
    private bool IsAnswer(IReadOnlyList<Approval> approvals) => _asked is { } asked && approvals.Count > 0 && approvals.All(answer => asked.Questions.Any(question =>
        string.Equals(question.Id, answer.QuestionId, StringComparison.Ordinal)
        && string.Equals(question.Text, answer.Text, StringComparison.Ordinal)
        && question.Options.Contains(answer.Answer, StringComparer.Ordinal)));

    private async Task<SubmitResult> SendAsync(PreparedOrder order, Func<PreparedOrder, Task<SubmitResult>> submit)
    {
        // Out of the lock before anything is asked of anybody.
        await Task.Yield();
        try
        {
            var result = await submit(order).ConfigureAwait(false);
            if (result is SubmitResult.NeedsConfirmation question) Ask(question);
            return result;
        }
        catch
        {
            // Misuse, or cancelled before a byte left: it may be tried again.
            lock (_gate) _sending = null;
            throw;
        }
    }

    private void Ask(SubmitResult.NeedsConfirmation question)
    {
        lock (_gate) (_asked, _next) = (question, question.Next);
    }
}
