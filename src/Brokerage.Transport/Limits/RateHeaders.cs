namespace Brokerage.Transport;

/// <summary>
/// The headers in which a broker tells its own count. They apply to the first of the client's limits that counts the request.
/// </summary>
/// <param name="Remaining">The header with the number of requests that are left.</param>
/// <param name="Reset">The header with the time when they are full again: Unix seconds or milliseconds, or seconds from now.</param>
public sealed record RateHeaders(string Remaining, string Reset)
{
    /// <summary>Reads them from an answer.</summary>
    /// <returns>Null when a header is missing or says nothing useful.</returns>
    internal (int Left, TimeSpan ResetIn)? Read(BrokerResponse response)
    {
        if (!LenientNumber.TryParse(response.Header(Remaining), out decimal left) || left is < 0m or > int.MaxValue) return null;
        if (!LenientNumber.TryParse(response.Header(Reset), out decimal reset) || reset <= 0m) return null;
        TimeSpan wait = reset < FirstUnixTime ? TimeSpan.FromSeconds((double)reset)
            : UnixTime.TryConvert(reset, out DateTimeOffset at) ? at - (response.ServerTime ?? response.ReceivedAt) : TimeSpan.Zero;
        return wait > TimeSpan.Zero && wait < TimeSpan.FromDays(1) ? ((int)left, wait) : null;
    }

    private const decimal FirstUnixTime = 1e8m;
}
