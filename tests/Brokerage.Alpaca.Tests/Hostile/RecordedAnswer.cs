namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>An answer as the simulator gave it.</summary>
/// <param name="Key">Verb, path and query of its request.</param>
/// <param name="Status">Its status.</param>
/// <param name="ContentType">Its content type; null for none.</param>
/// <param name="Body">Its body.</param>
internal sealed record RecordedAnswer(string Key, int Status, string? ContentType, byte[] Body)
{
    /// <summary>Where its values lie.</summary>
    public IReadOnlyList<Spot> Spots { get; } = Anatomy.Of(Body);

    /// <summary>The key of a request.</summary>
    public static string KeyOf(HttpRequestMessage request) => $"{request.Method} {request.RequestUri!.PathAndQuery}";
}
