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
}
