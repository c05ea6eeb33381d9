namespace Brokerage.Fit.Manual;

/// <summary>What a person knows and the program does not. It records facts; it places nothing.</summary>
internal interface IManualEntry
{
    void RecordFill(OrderId order, decimal quantity, decimal price, Money commission);

    void RecordCash(Money amount, string text);
}
