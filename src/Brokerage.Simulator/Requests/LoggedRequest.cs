namespace Brokerage.Simulator;

/// <summary>A request that a simulator has received.</summary>
/// <param name="Number">Its place among all requests, from 1.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, as it was sent.</param>
/// <param name="Query">The query with its question mark; empty if there was none.</param>
/// <param name="Host">The Host header.</param>
/// <param name="Headers">The headers by name; those that carry credentials say <c>***</c>.</param>
/// <param name="Body">The body as text; passwords and secrets in forms and frames are not masked.</param>
/// <param name="ReceivedAt">When it came, on the simulator's clock.</param>
public sealed record LoggedRequest(
    long Number,
    string Method,
    string Path,
    string Query,
    string Host,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    DateTimeOffset ReceivedAt)
{
    /// <summary>The status that was answered; null while there is no answer, or where none ever left.</summary>
    public int? Status { get; internal set; }

    /// <summary>The fault that it met, if any.</summary>
    public FaultKind? Fault { get; internal set; }

    /// <summary>What went wrong inside the simulator, if anything; the answer was 500 then.</summary>
    public Exception? Failure { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Method} {Path}{Query} → {Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"}";
}
