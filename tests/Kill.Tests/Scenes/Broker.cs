namespace Brokerage.Kill.Tests.Scenes;

/// <summary>How the broker recognises an order.</summary>
internal enum Broker
{
    /// <summary>By our id: Alpaca.</summary>
    ById,

    /// <summary>By evidence alone: it takes no id and gives none back.</summary>
    ByEvidence,

    /// <summary>By evidence too, after a preview that can be placed once: E*TRADE.</summary>
    ETrade,
}
