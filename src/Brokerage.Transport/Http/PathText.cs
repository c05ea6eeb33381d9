using System.Buffers;

namespace Brokerage.Transport;

/// <summary>Finds paths that could leave their prefix, whichever way a server in between might decode them.</summary>
internal static class PathText
{
    private static readonly SearchValues<char> Suspicious = SearchValues.Create("\\\r\n\t\0#%.");
    private static readonly SearchValues<char> Never = SearchValues.Create("\\\r\n\t\0#");

    /// <summary>True for backslashes, control characters, fragments, and segments that are <c>.</c> or <c>..</c>, plain or escaped.</summary>
    public static bool CanClimb(string path)
    {
        if (path.AsSpan().IndexOfAny(Suspicious) < 0) return false;
        int query = path.IndexOf('?', StringComparison.Ordinal);
        ReadOnlySpan<char> head = query < 0 ? path : path.AsSpan(0, query);
        if (path.AsSpan().IndexOfAny(Never) >= 0) return true;
        return HasDotSegment(head) || (head.Contains('%') && EscapedCanClimb(head.ToString()));
    }

    private static bool EscapedCanClimb(string head)
    {
        for (int round = 0; round < 3; round++)
        {
            string decoded = Uri.UnescapeDataString(head);
            if (decoded.AsSpan().IndexOfAny('\\', '\r', '\n') >= 0 || HasDotSegment(decoded)) return true;
            if (string.Equals(decoded, head, StringComparison.Ordinal)) return false;
            head = decoded;
        }

        return true;
    }

    private static bool HasDotSegment(ReadOnlySpan<char> path)
    {
        foreach (Range range in path.Split('/'))
        {
            if (path[range] is "." or "..") return true;
        }

        return false;
    }
}
