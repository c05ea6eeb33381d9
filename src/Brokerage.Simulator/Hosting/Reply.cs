namespace Brokerage.Simulator.Hosting;

/// <summary>An answer, whole, before it leaves: so that a fault can spoil it.</summary>
internal sealed record Reply(int Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The reason phrase; null for the usual one.</summary>
    public string? Reason { get; init; }

    /// <summary>Set when the handler has answered by itself, as one that took over the connection for a web socket.</summary>
    public bool Done { get; private init; }

    public static Reply Json(int status, byte[] body) => new(status, body, "application/json; charset=UTF-8");

    public static Reply Html(int status, string page) => new(status, System.Text.Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8");

    public static Reply Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty, null);

    public static Reply Redirect(string location) =>
        Empty(302) with { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Location"] = location } };

    /// <summary>The connection ended without an answer.</summary>
    public static Reply Dropped { get; } = Empty(0) with { Done = true };

    public static Reply AlreadySent { get; } = Empty(101) with { Done = true };
}
