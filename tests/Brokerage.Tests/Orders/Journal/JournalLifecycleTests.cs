namespace Brokerage.Tests.Orders.Journal;

public sealed class JournalLifecycleTests
{
    [Theory]
    [InlineData(JournalState.Recorded, JournalState.Sending, true)]
    [InlineData(JournalState.Recorded, JournalState.Placed, false)]
    [InlineData(JournalState.Sending, JournalState.Placed, true)]
    [InlineData(JournalState.Sending, JournalState.Unknown, true)]
    [InlineData(JournalState.Sending, JournalState.AwaitingAnswer, true)]
    [InlineData(JournalState.Sending, JournalState.Lapsed, false)]
    [InlineData(JournalState.AwaitingAnswer, JournalState.Sending, true)]
    [InlineData(JournalState.AwaitingAnswer, JournalState.Lapsed, true)]
    [InlineData(JournalState.AwaitingAnswer, JournalState.Unknown, false)]
    [InlineData(JournalState.Unknown, JournalState.Placed, true)]
    [InlineData(JournalState.Unknown, JournalState.NotArrived, true)]
    [InlineData(JournalState.Unknown, JournalState.Sending, false)]
    [InlineData(JournalState.Rejected, JournalState.Sending, true)]
    [InlineData(JournalState.NotArrived, JournalState.Sending, true)]
    [InlineData(JournalState.Lapsed, JournalState.Sending, true)]
    [InlineData(JournalState.Rejected, JournalState.AwaitingAnswer, true)]
    [InlineData(JournalState.Lapsed, JournalState.AwaitingAnswer, true)]
    [InlineData(JournalState.Unknown, JournalState.AwaitingAnswer, false)]
    [InlineData(JournalState.Placed, JournalState.AwaitingAnswer, false)]
    [InlineData(JournalState.Placed, JournalState.Sending, false)]
    [InlineData(JournalState.Queued, JournalState.Sending, true)]
    [InlineData(JournalState.Sending, JournalState.Queued, true)]
    [InlineData(JournalState.Unknown, JournalState.Queued, false)]
    [InlineData(JournalState.AwaitingAnswer, JournalState.Expired, true)]
    [InlineData(JournalState.Lapsed, JournalState.Withdrawn, true)]
    [InlineData(JournalState.Rejected, JournalState.Queued, false)]
    [InlineData(JournalState.Queued, JournalState.Withdrawn, true)]
    [InlineData(JournalState.Queued, JournalState.Placed, true)]
    [InlineData(JournalState.Sending, JournalState.Withdrawn, false)]
    [InlineData(JournalState.Unknown, JournalState.Expired, false)]
    [InlineData(JournalState.NotArrived, JournalState.Withdrawn, true)]
    [InlineData(JournalState.NotArrived, JournalState.Placed, true)]
    [InlineData(JournalState.NotArrived, JournalState.Unknown, false)]
    [InlineData(JournalState.NotArrived, JournalState.Rejected, true)]
    [InlineData(JournalState.Withdrawn, JournalState.Sending, false)]
    [InlineData(JournalState.Expired, JournalState.Sending, false)]
    [InlineData(JournalState.Rejected, JournalState.Placed, true)]
    [InlineData(JournalState.Withdrawn, JournalState.Placed, true)]
    [InlineData(JournalState.Expired, JournalState.Placed, true)]
    [InlineData(JournalState.AwaitingAnswer, JournalState.Placed, false)]
    [InlineData(JournalState.Lapsed, JournalState.Placed, false)]
    [InlineData(JournalState.Placed, JournalState.Rejected, false)]
    public void The_table_says(JournalState from, JournalState to, bool allowed) => Assert.Equal(allowed, JournalLifecycle.Allows(from, to));

    [Fact]
    public void No_wish_is_sent_again_before_it_is_proven_that_the_last_attempt_left_no_order()
    {
        foreach (var from in Enum.GetValues<JournalState>().Where(state => JournalLifecycle.Allows(state, JournalState.Sending)))
        {
            Assert.True(JournalLifecycle.ProvesAbsence(from) || from == JournalState.AwaitingAnswer, from.ToString());
            Assert.False(JournalLifecycle.IsUnsettled(from));
        }
    }
}
