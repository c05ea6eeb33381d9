namespace Brokerage.Kill.Tests.Scenes;

/// <summary>What the first line of a request says.</summary>
internal static class HttpVerbs
{
    /// <summary>Whether it asks for a change.</summary>
    public static bool Writes(ReadOnlySpan<byte> request) =>
        request.StartsWith("POST "u8) || request.StartsWith("PUT "u8) || request.StartsWith("PATCH "u8) || request.StartsWith("DELETE "u8);

    /// <summary>Whether it only asks what an order would come to.</summary>
    public static bool IsPreview(ReadOnlySpan<byte> request)
    {
        var end = request.IndexOf("\r\n"u8);
        return (end < 0 ? request : request[..end]).IndexOf("/preview"u8) >= 0;
    }
}
