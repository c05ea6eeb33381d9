namespace Brokerage;

/// <summary>How far a broker can do something.</summary>
public enum Support
{
    /// <summary>It cannot, or nobody says that it can.</summary>
    Unsupported = 0,

    /// <summary>Its documents suggest it, and nothing proves it: refused, unless the options allow it; then sent with a notice.</summary>
    Unverified = 1,

    /// <summary>The suite does it for the broker, and says so.</summary>
    Emulated = 2,

    /// <summary>It can.</summary>
    Native = 3,
}
