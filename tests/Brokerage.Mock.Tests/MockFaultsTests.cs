namespace Brokerage.Mock.Tests;

public sealed class MockFaultsTests
{
    [Fact]
    public async Task Reads_fail_as_often_as_they_were_told_to()
    {
        await using var demo = new Demo();
        demo.Faults.FailNextReads(BrokerageErrorCode.RateLimited, times: 2);

        for (var i = 0; i < 2; i++)
        {
            var failure = await Assert.ThrowsAsync<BrokerageException>(() => demo.Connection.Accounts.GetAccountsAsync(Demo.Token));
            Assert.Equal((BrokerageErrorCode.RateLimited, true), (failure.Code, failure.Error.IsTransient));
        }

        Assert.Single((await demo.Connection.Accounts.GetAccountsAsync(Demo.Token)).Items);
    }

    [Fact]
    public async Task A_broker_that_is_down_cannot_be_connected_to_until_it_is_up_again()
    {
        await using var demo = new Demo();
        demo.Faults.IsDown = true;

        Assert.Equal(BrokerageErrorCode.ConnectionFailed, (await Assert.ThrowsAsync<BrokerageException>(() => demo.Connection.ConnectAsync(Demo.Token))).Code);
        Assert.Equal(ConnectionState.Error, (await demo.Connection.GetStatusAsync(Demo.Token)).State);
        demo.Faults.IsDown = false;
        Assert.Equal(ConnectionState.Active, (await demo.Connection.ConnectAsync(Demo.Token)).State);
    }

    [Fact]
    public async Task A_login_that_ended_says_so_everywhere()
    {
        await using var demo = new Demo();
        Assert.Same(demo.Faults, demo.Connection.GetService<MockFaults>());
        demo.Faults.NeedsLogin = true;

        var status = await demo.Connection.ConnectAsync(Demo.Token);
        var failure = await Assert.ThrowsAsync<BrokerageException>(() => demo.Connection.Accounts.GetAccountsAsync(Demo.Token));

        Assert.Equal((ConnectionState.NeedsLogin, BrokerageErrorCode.AuthExpired), (status.State, status.Problem!.Code));
        Assert.Equal((BrokerageErrorCode.AuthExpired, RecoveryAction.Reauthenticate), (failure.Code, failure.Error.Recovery));
    }

    [Fact]
    public async Task Latency_is_by_the_clock()
    {
        await using var demo = new Demo(options => options.Latency = TimeSpan.FromMilliseconds(250));

        var reading = demo.Connection.Accounts.GetAccountsAsync(Demo.Token);
        demo.Clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(reading.IsCompleted);
        demo.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single((await reading).Items);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void Never_is_no_number_of_times(int times)
    {
        var faults = new MockFaults();

        Assert.Throws<ArgumentOutOfRangeException>(() => faults.LoseNextAnswers(times));
        Assert.Throws<ArgumentOutOfRangeException>(() => faults.LoseNextRequests(times));
        Assert.Throws<ArgumentOutOfRangeException>(() => faults.FailNextReads(BrokerageErrorCode.Timeout, times));
    }
}
