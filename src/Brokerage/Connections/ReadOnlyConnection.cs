namespace Brokerage;

/// <summary>A connection whose user allows reading alone: it has no trading, and its extras stay extras.</summary>
internal sealed class ReadOnlyConnection(IBrokerageConnection inner) : DelegatingConnection(inner)
{
    public override ITrading? Trading => null;
}
