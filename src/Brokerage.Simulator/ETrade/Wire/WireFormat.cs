namespace Brokerage.Simulator.ETrade.Wire;

/// <summary>The two languages of the wire; the same names in both.</summary>
internal enum WireFormat
{
    Json,
    Xml,
}
