using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Brokerage;

/// <summary>The accounts' reservations, for as long as the process lives: connections come and go, and two logins may see one account.</summary>
/// <param name="limits">The limits of every account.</param>
/// <param name="time">The clock.</param>
/// <param name="environmentOf">The environment of a connection; null where there is no such connection, or it cannot be created.</param>
internal sealed class RiskBooks(IOptions<RiskLimitOptions> limits, TimeProvider time, Func<ConnectionId, BrokerEnvironment?> environmentOf) : IRiskControl
{
    private readonly ConcurrentDictionary<RiskKey, AccountRisk> _accounts = new();
    private volatile TradingMode _mode = limits.Value.Mode;

    public RiskLimitOptions Limits => limits.Value;

    public TimeProvider Time => time;

    /// <summary>How those who wait for a reading go on: each on a thread of the pool; in tests in turn, on the thread that read.</summary>
    public TaskCreationOptions Waking { get; init; } = TaskCreationOptions.RunContinuationsAsynchronously;

    public TradingMode Mode
    {
        get => _mode;
        set => _mode = Known(value);
    }

    public TradingMode ModeOf(AccountRef account) => Of(account).Mode;

    public void SetMode(AccountRef account, TradingMode mode) => Of(account).SetMode(Known(mode));

    /// <summary>An account's book, by the environment that its connection is in now.</summary>
    /// <exception cref="ArgumentException">Nobody knows the connection's environment.</exception>
    public AccountRisk Of(AccountRef account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var environment = environmentOf(account.Connection)
            ?? throw new ArgumentException($"There is no connection '{account.Connection}', or it cannot be created.", nameof(account));
        return Of(account, environment);
    }

    /// <summary>An account's book.</summary>
    public AccountRisk Of(AccountRef account, BrokerEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(account);
        var key = RiskKey.Of(account, environment);
        return _accounts.TryGetValue(key, out var known)
            ? known
            : _accounts.GetOrAdd(key, static (_, books) => new AccountRisk(books.Limits, books.Time, () => books._mode, books.Waking), this);
    }

    private static TradingMode Known(TradingMode mode) =>
        Enum.IsDefined(mode) ? mode : throw new ArgumentOutOfRangeException(nameof(mode), mode, "This is no mode.");
}
