namespace Brokerage;

/// <summary>The side of a leg.</summary>
public enum Side
{
    /// <summary>Only on reading: the broker's word is in <see cref="OrderLegState.RawAction"/>. A request refuses it.</summary>
    Unknown = 0,

    /// <summary>Buy.</summary>
    Buy = 1,

    /// <summary>Sell.</summary>
    Sell = 2,
}
