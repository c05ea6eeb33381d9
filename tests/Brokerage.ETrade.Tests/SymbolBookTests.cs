using System.Globalization;

namespace Brokerage.ETrade.Tests;

public sealed class SymbolBookTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_holding_taught_no_chain_unteaches(bool chainFirst)
    {
        var adjusted = new Instrument.Option("KO1", new DateOnly(2027, 1, 15), 70m, IsCall: true);
        var book = new SymbolBook();
        if (chainFirst)
        {
            book.Assume("KO1", "KO");
            Assert.Null(book.Of(adjusted));
        }

        book.Learn("KO1", "KO1");
        book.Assume("KO1", "KO");

        Assert.Equal("KO1", book.Of(adjusted));
    }

    // SPX has options of its own on the third Friday, and on the day before where that is a holiday; SPXW has them on every day.
    [Theory]
    [InlineData("2026-11-20", false)]
    [InlineData("2026-11-19", true)]
    [InlineData("2027-06-18", false)]   // Juneteenth, observed
    [InlineData("2027-06-17", false)]
    [InlineData("2027-06-16", true)]
    [InlineData("2027-06-25", true)]
    [InlineData("2022-04-14", false)]   // the day before Good Friday
    [InlineData("2022-04-13", true)]
    public void Two_roots_of_one_symbol_are_told_apart_by_the_day_or_not_at_all(string day, bool isCertain)
    {
        var book = new SymbolBook();
        book.Learn("SPXW", "SPX");
        book.Learn("SPX", "SPX");
        var expires = DateOnly.Parse(day, CultureInfo.InvariantCulture);

        Assert.Equal(isCertain ? "SPX" : null, book.Of(new Instrument.Option("SPXW", expires, 6000m, IsCall: true)));
        Assert.Equal("SPX", book.Of(new Instrument.Option("SPX", expires, 6000m, IsCall: true)));
    }
}
