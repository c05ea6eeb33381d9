namespace Brokerage.Simulator;

/// <summary>What a simulated broker does about its rate limits.</summary>
public enum PacingMode
{
    /// <summary>Limits are reported in the headers and never enforced.</summary>
    Off,

    /// <summary>A caller beyond the limit is refused as the broker refuses.</summary>
    Strict,
}
