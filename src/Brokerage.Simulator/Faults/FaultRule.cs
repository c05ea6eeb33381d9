namespace Brokerage.Simulator;

/// <summary>A fault, and the requests that it meets. The first rule that matches a request is the one that happens.</summary>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The method that a request must have; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>A text that the request's path and query must contain; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>How many matching requests pass unharmed first.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests it meets in all; null for every one.</summary>
    public int? Times { get; init; }

    /// <summary>The probability with which a matching request is met, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How long a delay lasts, on the simulator's clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The status of an answer that a fault writes.</summary>
    public int Status { get; init; } = 503;

    /// <summary>The body of an answer that a fault writes.</summary>
    public string? Body { get; init; }
}
