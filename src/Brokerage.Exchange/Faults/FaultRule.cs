namespace Brokerage.Exchange;

/// <summary>When something goes wrong, and how.</summary>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>In which operation; null in any that the kind can happen to.</summary>
    public LineOperation? On { get; init; }

    /// <summary>How often, from 0 to 1.</summary>
    public double Probability { get; init; } = 1.0;

    /// <summary>The first call of the operation that is meant, counted from 1 over the line.</summary>
    public int FromCall { get; init; } = 1;

    /// <summary>How many calls from there on are meant; null for all.</summary>
    public int? Calls { get; init; }

    /// <summary>For latency, late events and late answers: at least so long.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>On top of <see cref="Delay"/>, evenly between nothing and this.</summary>
    public TimeSpan Spread { get; init; }

    /// <summary>For rejections: the reason.</summary>
    public RejectReason Reason { get; init; } = RejectReason.Scripted;

    internal bool Covers(LineOperation operation, long call) =>
        (On is null ? CanHappenTo(operation) : On == operation) && call >= FromCall && (Calls is not { } calls || call < FromCall + calls);

    private bool CanHappenTo(LineOperation operation) => Kind switch
    {
        FaultKind.DuplicateEvent or FaultKind.LateEvent => operation == LineOperation.Event,
        FaultKind.Reject => operation is LineOperation.Submit or LineOperation.Cancel or LineOperation.Replace,
        FaultKind.Latency or FaultKind.Disconnect => true,
        _ => operation != LineOperation.Event,
    };
}
