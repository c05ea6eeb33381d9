using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Orders;

/// <summary>A wish that was sent once and is submitted again while its connection, or the journal, cannot be used.</summary>
public sealed class WithoutConnectionTests : IAsyncDisposable
{
    private readonly ScriptedTrading _broker = new();
    private readonly FaultyJournal _journal = new();
    private readonly FakeConnection _one;
    private readonly FakeHost _host;

    public WithoutConnectionTests()
    {
        _one = new FakeConnection(Make.Ref("one")) { Trading = _broker };
        _host = new FakeHost(builder => builder.UseOrderJournal(_ => _journal), _one);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IOrderService Orders => _host.Brokerage.Orders;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_may_have_arrived_stays_unknown()
    {
        var sent = await SendAsync(order => ScriptedTrading.Unknown(order));
        CannotConnect();

        Assert.IsType<SubmitResult.OutcomeUnknown>(await Orders.SubmitAsync(sent, Token));
        Assert.IsType<SubmitResult.OutcomeUnknown>(await Orders.PlaceAsync(sent.Intent, Token));
        Assert.Single(_broker.Submitted);
    }

    [Fact]
    public async Task What_was_placed_stays_placed_also_once_its_connection_is_removed()
    {
        var sent = await SendAsync(_ => ScriptedTrading.Placed("77"));
        CannotConnect();
        Assert.IsType<SubmitResult.Placed>(await Orders.SubmitAsync(sent, Token));
        await _host.Connections.RemoveAsync(_one.Connection, Token);

        Assert.Equal("77", Assert.IsType<SubmitResult.Placed>(await Orders.SubmitAsync(sent, Token)).Orders[0].Order!.Value.Value);
        Assert.IsType<SubmitResult.Placed>(await Orders.PlaceAsync(sent.Intent, Token));
        Assert.Single(_broker.Submitted);
    }

    [Fact]
    public async Task What_is_proven_not_to_have_arrived_is_rejected_with_the_reason()
    {
        var sent = await SendAsync(_ => new SubmitResult.Rejected(Make.Error(BrokerageErrorCode.InsufficientFunds)));
        CannotConnect();

        Assert.Equal(BrokerageErrorCode.ConnectionFailed, Assert.IsType<SubmitResult.Rejected>(await Orders.SubmitAsync(sent, Token)).Error.Code);
        Assert.Equal(
            BrokerageErrorCode.ConnectionFailed, (await Assert.ThrowsAsync<BrokerageException>(() => Orders.PlaceAsync(sent.Intent, Token))).Code);
    }

    [Fact]
    public async Task Where_the_journal_cannot_be_read_either_nobody_knows()
    {
        var sent = await SendAsync(order => ScriptedTrading.Unknown(order));
        CannotConnect();
        _journal.ReadFault = new IOException("bad sector");

        Assert.IsType<SubmitResult.OutcomeUnknown>(await Orders.SubmitAsync(sent, Token));
        Assert.Equal(Effect.Unknown, (await Assert.ThrowsAsync<BrokerageException>(() => Orders.PlaceAsync(sent.Intent, Token))).Error.Effect);
    }

    [Fact]
    public async Task An_opening_that_fails_at_the_journal_rejects_nothing_that_may_have_arrived()
    {
        var sent = await SendAsync(order => ScriptedTrading.Unknown(order));
        _one.OnConnect = _ => throw new IOException("full");
        LoseSession();

        Assert.IsType<SubmitResult.OutcomeUnknown>(await Orders.SubmitAsync(sent, Token));
    }

    private async Task<PreparedOrder> SendAsync(Func<PreparedOrder, SubmitResult> answer)
    {
        _broker.OnSubmit = (order, _) => Task.FromResult(answer(order));
        var prepared = await Orders.PrepareAsync(Make.Limit(_one.Account), cancellationToken: Token);
        await Orders.SubmitAsync(prepared, Token);
        return prepared;
    }

    // The broker has gone down.
    private void CannotConnect()
    {
        _one.OnConnect = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.ConnectionFailed));
        LoseSession();
    }

    // Also of a connection that is kept open since a lost order is looked for.
    private void LoseSession() => ((ConnectionManager)_host.Connections).ConnectAgain(_one.Connection);
}
