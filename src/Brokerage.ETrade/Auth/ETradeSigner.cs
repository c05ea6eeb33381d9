using Brokerage.Transport;

namespace Brokerage.ETrade.Auth;

/// <summary>Signs a connection's requests with its token; refuses to send any after the login has ended.</summary>
internal sealed class ETradeSigner(ISecretSource secrets, BrokerEnvironment environment, ETradeOptions settings, ETradeClock clock)
    : IRequestSigner
{
    // Who is refused so near to the end of the day was refused for that: the clocks are not the same.
    private static readonly TimeSpan Doubt = TimeSpan.FromMinutes(2);

    private long _endsAt = DateTimeOffset.MaxValue.UtcTicks;
    private volatile OAuthKeys? _keys;

    /// <summary>Whether the day of the login that signed last is over, or all but: then a refused token has only come to its end.</summary>
    /// <param name="told">The date of the refusal.</param>
    public bool IsDayOver(DateTimeOffset? told) =>
        LoginEndsAt is { } end && Math.Max(told?.UtcTicks ?? 0, clock.Latest.UtcTicks) + Doubt.Ticks >= end.UtcTicks;

    /// <summary>When the login that signed last ends; null before anything was signed, or where nobody knows.</summary>
    public DateTimeOffset? LoginEndsAt => Volatile.Read(ref _endsAt) is var ticks && ticks == DateTimeOffset.MaxValue.UtcTicks
        ? null
        : new DateTimeOffset(ticks, TimeSpan.Zero);

    public async ValueTask<long> SignAsync(HttpRequestMessage message, BrokerRequest request, CancellationToken cancellationToken = default)
    {
        var current = await secrets.GetAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _endsAt, (current.Secrets.LoginEndsAt ?? DateTimeOffset.MaxValue).UtcTicks);
        var keys = ETradeSecrets.Keys(current.Secrets, ETradeSecrets.Consumer(settings, environment), environment, clock.Latest, _keys);
        _keys = keys;
        var offset = clock.Offset;
        OAuthRequestSigner.Sign(message, keys, ("", ""), clock);
        return Pack(current.Version, offset);
    }

    public async ValueTask<bool> RenewAsync(long usedVersion, CancellationToken cancellationToken = default)
    {
        var (version, offset) = Unpack(usedVersion);

        // Refused for its time alone: the token is as good as before.
        if (clock.WasCorrectedSince(offset))
        {
            return true;
        }

        var renewed = await secrets.RenewAsync(version, cancellationToken).ConfigureAwait(false);
        return renewed.Version != version;
    }

    // What an attempt was signed with is one number: the secrets' version, and by how many seconds the clock was put right.
    private static long Pack(long version, TimeSpan offset) =>
        (version << 32) | (uint)(int)double.Clamp(offset.TotalSeconds, int.MinValue, int.MaxValue);

    private static (long Version, TimeSpan Offset) Unpack(long used) => (used >> 32, TimeSpan.FromSeconds((int)(uint)used));
}
