using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca;

/// <summary>One reading of the account: as it came, as we say it, and when.</summary>
internal readonly record struct AccountReading(AccountWire Wire, Account Account, AsOf AsOf);
