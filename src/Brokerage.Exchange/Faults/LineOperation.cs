namespace Brokerage.Exchange;

/// <summary>What a customer does over a line.</summary>
public enum LineOperation
{
    /// <summary>Hands in an order.</summary>
    Submit,

    /// <summary>Asks for a cancel.</summary>
    Cancel,

    /// <summary>Asks for a replacement.</summary>
    Replace,

    /// <summary>Reads something.</summary>
    Read,

    /// <summary>Receives an event.</summary>
    Event,
}
