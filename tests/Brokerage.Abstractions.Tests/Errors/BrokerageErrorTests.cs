namespace Brokerage.Abstractions.Tests.Errors;

public sealed class BrokerageErrorTests
{
    private static readonly BrokerId Mock = BrokerId.Parse("mock");

    [Fact]
    public void Every_code_but_Unknown_has_a_recovery_that_a_program_can_act_on()
    {
        foreach (var code in Enum.GetValues<BrokerageErrorCode>())
        {
            var error = new BrokerageError(code, Mock, "m");
            var mayBeNone = code is BrokerageErrorCode.Unknown or BrokerageErrorCode.UnexpectedResponse or BrokerageErrorCode.OrderNotFound;
            Assert.True(mayBeNone == (error.Recovery == RecoveryAction.None), code.ToString());
        }
    }

    [Fact]
    public void What_fits_the_code_can_be_overruled()
    {
        var error = new BrokerageError(BrokerageErrorCode.RateLimited, Mock, "m") { Recovery = RecoveryAction.TellOperator, IsTransient = false };
        Assert.Equal(RecoveryAction.TellOperator, error.Recovery);
        Assert.False(error.IsTransient);
        Assert.True(new BrokerageError(BrokerageErrorCode.RateLimited, Mock, "m").IsTransient);
        Assert.Equal(Effect.None, error.Effect);
    }

    [Fact]
    public void An_exception_says_what_its_error_says()
    {
        var error = new BrokerageError(BrokerageErrorCode.OrderNotFound, Mock, "There is no order 7.");
        var thrown = new BrokerageException(error);
        Assert.Equal("There is no order 7.", thrown.Message);
        Assert.Equal(BrokerageErrorCode.OrderNotFound, thrown.Code);
        Assert.Throws<ArgumentNullException>(() => new BrokerageException(null!));
    }

    [Theory]
    [InlineData(BrokerageErrorCode.Timeout, Effect.Unknown)]
    [InlineData(BrokerageErrorCode.ConnectionFailed, Effect.Unknown)]
    [InlineData(BrokerageErrorCode.BrokerUnavailable, Effect.Unknown)]
    [InlineData(BrokerageErrorCode.UnexpectedResponse, Effect.Unknown)]
    [InlineData(BrokerageErrorCode.Unknown, Effect.Unknown)]
    [InlineData(BrokerageErrorCode.InsufficientFunds, Effect.None)]
    public void That_the_broker_did_not_act_is_never_an_omission(BrokerageErrorCode code, Effect expected)
    {
        Assert.Equal(expected, new BrokerageError(code, Mock, "m").Effect);
        Assert.Equal(Effect.None, (new BrokerageError(code, Mock, "m") { Effect = Effect.None }).Effect);
    }

    [Fact]
    public void What_was_not_said_follows_a_code_that_changes()
    {
        var error = new BrokerageError(BrokerageErrorCode.Timeout, Mock, "m") with { Code = BrokerageErrorCode.InvalidOrder };
        Assert.Equal((Effect.None, RecoveryAction.FixRequest, false), (error.Effect, error.Recovery, error.IsTransient));
        var said = new BrokerageError(BrokerageErrorCode.Timeout, Mock, "m") { Recovery = RecoveryAction.TellUser } with { Code = BrokerageErrorCode.InvalidOrder };
        Assert.Equal(RecoveryAction.TellUser, said.Recovery);
    }

    [Fact]
    public void Errors_that_say_the_same_are_equal()
    {
        static BrokerageError Make(string detail) => new(BrokerageErrorCode.RateLimited, Mock, "m")
        {
            Details = [new BrokerageError(BrokerageErrorCode.Unknown, Mock, detail)],
        };
        Assert.Equal(Make("a"), Make("a"));
        Assert.Equal(Make("a"), Make("a") with { Recovery = RecoveryAction.BackOff, Effect = Effect.None });
        Assert.Equal(Make("a").GetHashCode(), Make("a").GetHashCode());
        Assert.NotEqual(Make("a"), Make("b"));
        Assert.NotEqual(Make("a"), Make("a") with { Effect = Effect.Unknown });
    }
}
