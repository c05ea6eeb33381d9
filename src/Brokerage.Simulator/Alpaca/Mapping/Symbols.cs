namespace Brokerage.Simulator.Alpaca.Mapping;

/// <summary>
/// The broker's spelling of instruments. Options lose the blanks of the 21 characters; a crypto pair has a slash in
/// orders and data, and none as a holding.
/// </summary>
internal static class Symbols
{
    public static string Of(Instrument instrument) =>
        instrument is Instrument.Option ? instrument.ToString().Replace(" ", "", StringComparison.Ordinal) : instrument.ToString();

    public static string OfHolding(Instrument instrument) => Of(instrument).Replace("/", "", StringComparison.Ordinal);
}
