namespace Brokerage;

/// <summary>The sessions of a trading day that an order takes part in.</summary>
[Flags]
public enum Sessions
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Before the regular session.</summary>
    Pre = 1,

    /// <summary>The regular session.</summary>
    Regular = 2,

    /// <summary>After the regular session.</summary>
    Post = 4,

    /// <summary>The night.</summary>
    Overnight = 8,

    /// <summary>Before, during and after the regular session.</summary>
    Extended = Pre | Regular | Post,
}
