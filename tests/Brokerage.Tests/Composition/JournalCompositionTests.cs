using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Composition;

public sealed class JournalCompositionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_journal_that_was_registered_before_is_written_like_one_that_came_after(bool addTwice)
    {
        var journal = new MemoryOrderJournal();
        var account = Make.Ref("c");
        var connection = new FakeConnection(account) { Trading = new ScriptedTrading() };
        var adapter = new FakeAdapter(connection.Broker);
        adapter.Serve(connection.Connection, () => connection);
        var services = new ServiceCollection();
        services.AddSingleton<IOrderJournal>(journal).AddSingleton<IBrokerageAdapter>(adapter);
        services.AddBrokerage();
        if (addTwice) services.AddBrokerage();
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var brokerage = provider.GetRequiredService<IBrokerageService>();
        brokerage.Connections.Add(connection.Broker, Make.Context(connection));
        var intent = Make.Limit(account);

        Assert.IsType<SubmitResult.Placed>(await brokerage.Orders.PlaceAsync(intent, Token));

        Assert.Equal(JournalState.Placed, (await journal.FindAsync(JournalEntry.KeyOf(intent.ClientOrderId), Token))?.State);
        Assert.Single(((ScriptedTrading)connection.Trading).Submitted);
    }
}
