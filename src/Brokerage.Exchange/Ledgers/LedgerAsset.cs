namespace Brokerage.Exchange;

/// <summary>What a posting is in: a currency or an instrument; exactly one of them is set.</summary>
/// <param name="Currency">The currency, for money.</param>
/// <param name="Instrument">The instrument, for a holding.</param>
public readonly record struct LedgerAsset(Currency? Currency, Instrument? Instrument)
{
    /// <summary>Money in this currency.</summary>
    /// <param name="currency">The currency.</param>
    public static LedgerAsset Of(Currency currency) => new(currency, null);

    /// <summary>Units of this instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    public static LedgerAsset Of(Instrument instrument) => new(null, instrument);

    /// <inheritdoc/>
    public override string ToString() => Instrument?.ToString() ?? Currency?.ToString() ?? "";
}
