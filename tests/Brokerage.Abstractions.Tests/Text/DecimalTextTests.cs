namespace Brokerage.Abstractions.Tests.Text;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("100", "100")]
    [InlineData("100.00", "100")]
    [InlineData("187.50", "187.5")]
    [InlineData("-0.10", "-0.1")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void A_decimal_has_one_text(string value, string text) =>
        Assert.Equal(text, DecimalText.Canonical(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Ten_thousand_decimals_come_back_exactly()
    {
        foreach (var seed in Seeds.Take(20))
        {
            var make = new RandomContract(seed);
            for (var i = 0; i < 500; i++)
            {
                var value = make.Decimal();
                Assert.True(DecimalText.TryRead(DecimalText.Canonical(value), out var back));
                Assert.Equal(value, back);
            }
        }
    }
}
