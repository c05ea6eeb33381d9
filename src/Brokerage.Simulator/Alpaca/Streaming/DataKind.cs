namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>What a data stream is about.</summary>
internal enum DataKind
{
    /// <summary>Stocks and funds.</summary>
    Stocks,

    /// <summary>Crypto pairs.</summary>
    Crypto,

    /// <summary>Option contracts: MessagePack alone, trades and quotes alone.</summary>
    Options,
}
