namespace Brokerage.Alpaca.Streaming;

/// <summary>The items of a data stream that are read; all others are left alone.</summary>
internal enum DataItemKind
{
    Other = 0,
    Quote = 1,
    Trade = 2,
    Success = 3,
    Error = 4,
    Subscription = 5,
}
