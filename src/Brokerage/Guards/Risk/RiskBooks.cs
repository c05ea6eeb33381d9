using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Brokerage;

/// <summary>The accounts' reservations, for as long as the process lives: connections come and go, and two logins may see one account.</summary>
internal sealed class RiskBooks(IOptions<RiskLimitOptions> limits, TimeProvider time) : IRiskControl
{
    private readonly ConcurrentDictionary<(BrokerId Broker, AccountId Account), AccountRisk> _accounts = new();
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

    public AccountRisk Of(AccountRef account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var key = (account.Broker, account.Account);
        return _accounts.TryGetValue(key, out var known)
            ? known
            : _accounts.GetOrAdd(key, static (_, books) => new AccountRisk(books.Limits, books.Time, () => books._mode, books.Waking), this);
    }

    private static TradingMode Known(TradingMode mode) =>
        Enum.IsDefined(mode) ? mode : throw new ArgumentOutOfRangeException(nameof(mode), mode, "This is no mode.");
}
