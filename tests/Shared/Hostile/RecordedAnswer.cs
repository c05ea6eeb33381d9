namespace Brokerage.TestSupport.Hostile;

/// <summary>An answer as the simulator gave it.</summary>
/// <param name="Key">Verb, path and query of its request.</param>
/// <param name="Status">Its status.</param>
/// <param name="ContentType">Its content type; null for none.</param>
/// <param name="Body">Its body.</param>
internal sealed record RecordedAnswer(string Key, int Status, string? ContentType, byte[] Body)
{
    /// <summary>Where its values lie; none where it is no JSON.</summary>
    public IReadOnlyList<Spot> Spots { get; } = Anatomy.Of(Body);

    /// <summary>Where its elements lie; none where it is no XML.</summary>
    public IReadOnlyList<XmlSpot> Elements { get; } = XmlAnatomy.Of(Body);

    /// <summary>Whether it is a form: names and values, as OAuth's addresses answer.</summary>
    public bool IsForm { get; } = Body.AsSpan().IndexOf("oauth_token="u8) == 0;

    /// <summary>What comes instead of the answer to a request that was lost.</summary>
    public static Exception Silence() => new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.");

    /// <summary>The key of a request.</summary>
    public static string KeyOf(HttpRequestMessage request) => $"{request.Method} {request.RequestUri!.PathAndQuery}";
}
