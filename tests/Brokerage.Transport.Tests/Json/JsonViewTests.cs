using System.Text;

namespace Brokerage.Transport.Tests.Json;

public sealed class JsonViewTests
{
    private static readonly JsonView View = Parse("""
        {"zero":0,"zeroText":"0.00","nothing":null,"empty":"","list":[],"object":{},"price":"187.50","at":"2026-03-02T14:30:00+0000",
         "yes":"true","Error":{"code":1021,"message":"no"},"orders":[{"id":1},{"id":"2"}],"one":{"id":7}}
        """);

    [Theory]
    [InlineData("missing", Presence.Absent)]
    [InlineData("nothing", Presence.Null)]
    [InlineData("empty", Presence.Empty)]
    [InlineData("list", Presence.Empty)]
    [InlineData("object", Presence.Empty)]
    [InlineData("zero", Presence.Value)]
    [InlineData("zeroText", Presence.Value)]
    public void Absent_null_empty_and_zero_are_told_apart(string name, Presence expected)
    {
        Assert.Equal(expected, View[name].Presence);
        Assert.Equal(name.StartsWith("zero", StringComparison.Ordinal), View[name].IsZero);
        Assert.Equal(name.StartsWith("zero", StringComparison.Ordinal) ? 0m : null, View[name].Decimal);
    }

    [Fact]
    public void Values_are_read_from_any_of_their_spellings()
    {
        Assert.Equal(187.50m, View["price"].Decimal);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 14, 30, 0, TimeSpan.Zero), View["at"].Instant);
        Assert.True(View["yes"].Boolean);
        Assert.Equal("1021", View["error"]["CODE"].Text);
        Assert.Equal(["1", "2"], View["orders"].Items.Select(item => item["id"].Text));
        Assert.Equal(["7"], View["one"].Items.Select(item => item["id"].Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{\"a\":")]
    [InlineData("[1,2]")]
    [InlineData("\"text\"")]
    public void Whatever_is_there_nothing_throws(string body)
    {
        JsonView view = Parse(body)["a"]["b"];
        Assert.Equal(Presence.Absent, view.Presence);
        Assert.Null(view.Text);
        Assert.Null(view.Decimal);
        Assert.Empty(view.Items);
    }

    private static JsonView Parse(string json) => JsonView.Parse(Encoding.UTF8.GetBytes(json));
}
