namespace Brokerage.Simulator;

/// <summary>How an order is listed that is filled in part and goes on working. Each was seen, none is documented.</summary>
public enum ETradePartialStatus
{
    /// <summary><c>OPEN</c>, as if nothing were filled.</summary>
    Open,

    /// <summary><c>INDIVIDUAL_FILLS</c>, and under that word alone when the list is asked for one status.</summary>
    IndividualFills,

    /// <summary><c>PARTIAL</c>, for which the list has no filter: it stands among the open ones.</summary>
    Partial,
}
