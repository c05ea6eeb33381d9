using System.Globalization;
using System.Security.Cryptography;

namespace Brokerage.ETrade.Auth;

/// <summary>
/// Nonces, each of them new: what was drawn when the process began, and a number. That nobody used one before is all that they are for; to
/// draw each by itself would cost as much as the signature's hash.
/// </summary>
internal static class OAuthNonce
{
    /// <summary>How long each is: letters and digits.</summary>
    public const int Length = 32;

    private static readonly ulong Beginning = Draw();
    private static ulong _last;

    public static void Write(Span<char> to)
    {
        Beginning.TryFormat(to, out var written, "x16", CultureInfo.InvariantCulture);
        Interlocked.Increment(ref _last).TryFormat(to[written..], out _, "x16", CultureInfo.InvariantCulture);
    }

    private static ulong Draw()
    {
        Span<byte> random = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(random);
        return BitConverter.ToUInt64(random);
    }
}
