using Brokerage.TestSupport.Stores;

namespace Brokerage.Tests.Orders.Journal;

public sealed class MemoryOrderJournalTests : OrderJournalTests
{
    protected override ValueTask<IOrderJournal> OpenAsync() => ValueTask.FromResult<IOrderJournal>(new MemoryOrderJournal());

    protected override ValueTask CloseAsync(IOrderJournal journal) => ValueTask.CompletedTask;
}
