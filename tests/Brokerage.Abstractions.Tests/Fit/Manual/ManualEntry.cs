namespace Brokerage.Fit.Manual;

internal sealed class ManualEntry(ManualBook book) : IManualEntry
{
    public void RecordFill(OrderId order, decimal quantity, decimal price, Money commission) => book.RecordFill(order, quantity, price, commission);

    public void RecordCash(Money amount, string text) => book.RecordCash(amount, text);
}
