namespace Brokerage.Transport;

/// <summary>
/// The headers in which a broker tells its own count. They apply to the first of the client's limits that counts the request.
/// </summary>
/// <param name="Remaining">The header with the number of requests that are left.</param>
/// <param name="Reset">The header with the time when they are full again: Unix seconds or milliseconds, or seconds from now.</param>
/// <param name="Limit">
/// The header with how many there are in all, in the window of that limit: what it says takes the place of our own figure, so that a better
/// plan is used and a lesser one is kept. Null: the broker has none.
/// </param>
public sealed record RateHeaders(string Remaining, string Reset, string? Limit = null)
{
    private const decimal FirstUnixTime = 1e8m;

    /// <summary>Reads them from an answer.</summary>
    /// <returns>Null when a header is missing or says nothing useful.</returns>
    internal RateCount? Read(BrokerResponse response)
    {
        if (!LenientNumber.TryParse(response.Header(Remaining), out decimal left) || left is < 0m or > int.MaxValue) return null;
        if (!LenientNumber.TryParse(response.Header(Reset), out decimal reset) || reset <= 0m) return null;
        TimeSpan wait = reset < FirstUnixTime ? TimeSpan.FromSeconds((double)reset)
            : UnixTime.TryConvert(reset, out DateTimeOffset at) ? at - (response.ServerTime ?? response.ReceivedAt) : TimeSpan.Zero;
        return wait > TimeSpan.Zero && wait < TimeSpan.FromDays(1) ? new RateCount((int)left, wait, InAll(response, left)) : null;
    }

    // Fewer than are left is a mistake, and none at all would stop everything.
    private int? InAll(BrokerResponse response, decimal left) =>
        Limit is not null && LenientNumber.TryParse(response.Header(Limit), out decimal all) && all >= 1m && all >= left && all <= int.MaxValue ? (int)all : null;
}
