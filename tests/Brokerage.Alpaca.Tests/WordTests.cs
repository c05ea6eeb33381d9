using System.Text.Json;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Tests;

/// <summary>Words that every row of a list repeats.</summary>
public sealed class WordTests
{
    [Theory]
    [InlineData("\"long\"", "long")]
    [InlineData("\"lo\\u006eg\"", "long")]
    [InlineData("\"Long\"", "Long")]
    [InlineData("\"sideways\"", "sideways")]
    [InlineData("\"a_word_that_is_longer_than_any_that_is_known\"", "a_word_that_is_longer_than_any_that_is_known")]
    [InlineData("\"\"", "")]
    [InlineData("7", "7")]
    [InlineData("true", "true")]
    [InlineData("null", null)]
    [InlineData("{\"a\":[1]}", null)]
    public void A_word_is_read_as_it_is_whether_it_is_known_or_not(string json, string? expected) =>
        Assert.Equal(expected, Read(json).Side);

    [Fact]
    public void A_known_word_is_made_once() => Assert.Same(Read("\"short\"").Side, Read("\"short\"").Side);

    private static PositionWire Read(string side) =>
        JsonSerializer.Deserialize($$"""[{"symbol":"AAPL","side":{{side}},"qty":"1"}]""", AlpacaJson.Default.IReadOnlyListPositionWire)![0];
}
