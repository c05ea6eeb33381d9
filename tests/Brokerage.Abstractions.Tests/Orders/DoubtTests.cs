namespace Brokerage.Abstractions.Tests.Orders;

/// <summary>What must never lead to a second order.</summary>
public sealed class DoubtTests
{
    private static readonly BrokerId Mock = BrokerId.Parse("mock");

    private static readonly DateTimeOffset Sent = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_unknown_outcome_never_invites_to_send_again()
    {
        var order = new PreparedOrder { Intent = Samples.Intent, Attempt = 1, Evidence = "", PreparedAt = Sent };
        foreach (var code in Enum.GetValues<BrokerageErrorCode>())
        {
            var cause = new SubmitResult.OutcomeUnknown(order, new BrokerageError(code, Mock, "m") { Effect = Effect.None, IsTransient = true }).Cause;
            Assert.Equal((Effect.Unknown, false), (cause.Effect, cause.IsTransient));
            Assert.False(cause.Recovery is RecoveryAction.None or RecoveryAction.Retry or RecoveryAction.BackOff or RecoveryAction.PrepareAgain, code.ToString());
        }

        var told = new SubmitResult.OutcomeUnknown(order, new BrokerageError(BrokerageErrorCode.AuthExpired, Mock, "m"));
        Assert.Equal(RecoveryAction.Reauthenticate, told.Cause.Recovery);
        Assert.Throws<ArgumentNullException>(() => told with { Cause = null! });
    }

    [Theory]
    [InlineData(true, 4, false)]
    [InlineData(true, 5, true)]
    [InlineData(false, 60, false)]
    public void Not_seen_is_proof_only_after_the_delay_and_where_the_look_can_prove(bool proves, int seconds, bool expected) =>
        Assert.Equal(expected, new Sighting.NotSeen(TimeSpan.FromSeconds(5), proves).IsProof(Sent, Sent.AddSeconds(seconds)));

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(5, 4, false)]
    [InlineData(5, 5, true)]
    public void Found_by_its_terms_alone_is_proof_only_once_no_other_can_show_up(int delay, int seconds, bool expected) =>
        Assert.Equal(
            expected, new Sighting.Found([]) { VisibilityDelay = TimeSpan.FromSeconds(delay) }.IsProof(Sent, Sent.AddSeconds(seconds)));

    [Fact]
    public void What_fits_proves_nothing_about_the_rest_unless_it_says_so()
    {
        Assert.False(new Sighting.Found([]).IsExhaustive);
        Assert.Equal((false, TimeSpan.Zero), (new Sighting.Ambiguous([]).IsExhaustive, new Sighting.Ambiguous([]).VisibilityDelay));
    }

    [Fact]
    public void A_state_of_a_later_version_cannot_be_reached_and_does_not_throw()
    {
        Assert.False(OrderLifecycle.CanBecome((OrderState)99, OrderState.Filled));
        Assert.False(OrderLifecycle.CanBecome(OrderState.Working, (OrderState)(-1)));
    }

    [Fact]
    public void A_query_that_ends_before_it_begins_is_told_at_once()
    {
        var account = AccountId.Parse("a");
        Assert.Equal(Sent, new HistoryQuery(account, Sent, Sent).To);
        Assert.Throws<ArgumentException>(() => new HistoryQuery(account, Sent, Sent.AddDays(-1)));
    }
}
