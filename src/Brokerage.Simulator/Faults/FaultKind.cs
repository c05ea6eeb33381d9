namespace Brokerage.Simulator;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>The connection ends before the broker has done anything.</summary>
    DropBefore,

    /// <summary>The broker acts, and the connection ends before its answer leaves.</summary>
    DropAfter,

    /// <summary>The answer's head and half of its body arrive, then the connection ends.</summary>
    Cut,

    /// <summary>The broker acts after <see cref="FaultRule.Delay"/>.</summary>
    DelayBefore,

    /// <summary>The broker acts, and answers after <see cref="FaultRule.Delay"/>.</summary>
    DelayAfter,

    /// <summary>The broker refuses for too many requests, with its own status and in its own words.</summary>
    RateLimited,

    /// <summary>A proxy answers <see cref="FaultRule.Status"/> with a page in HTML; the broker does nothing.</summary>
    HtmlBefore,

    /// <summary>The broker acts, and a proxy answers <see cref="FaultRule.Status"/> with a page in HTML.</summary>
    HtmlAfter,

    /// <summary>The broker acts and answers with its own status and an empty body.</summary>
    Empty,

    /// <summary>The broker acts; its answer is replaced by <see cref="FaultRule.Status"/> and <see cref="FaultRule.Body"/>.</summary>
    Replace,

    /// <summary>The broker does nothing; <see cref="FaultRule.Status"/> and <see cref="FaultRule.Body"/> are answered, such as one of its own errors.</summary>
    Refuse,

    /// <summary>The broker acts; of its answer's longest list the first row has lost everything that was in it.</summary>
    EmptyRow,
}
