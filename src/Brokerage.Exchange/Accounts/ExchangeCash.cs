namespace Brokerage.Exchange;

/// <summary>What an account has in one currency.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Cash">All cash in it; negative when borrowed.</param>
/// <param name="Settled">The part whose trades have settled.</param>
/// <param name="MarketValue">The value of the positions quoted in it, signed.</param>
/// <param name="RateToBase">One unit of it in the account's base currency.</param>
public sealed record ExchangeCash(Currency Currency, decimal Cash, decimal Settled, decimal MarketValue, decimal RateToBase);
