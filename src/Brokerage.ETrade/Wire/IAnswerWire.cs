namespace Brokerage.ETrade.Wire;

/// <summary>An answer to a read, which says by its root that it is one: whatever else comes with a 200 says nothing about what was asked for.</summary>
internal interface IAnswerWire
{
    /// <summary>Whether it holds what its address promises. "There is nothing" is a 204, never an answer without its root.</summary>
    bool IsAnswer { get; }
}
