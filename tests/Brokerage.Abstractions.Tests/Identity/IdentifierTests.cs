namespace Brokerage.Abstractions.Tests.Identity;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("alpaca", "alpaca")]
    [InlineData("Alpaca", "alpaca")]
    [InlineData("td_ameritrade", "td_ameritrade")]
    [InlineData("my.broker-2", "my.broker-2")]
    public void A_broker_is_named_in_lower_case(string text, string expected) => Assert.Equal(expected, BrokerId.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData(" alpaca")]
    [InlineData("al paca")]
    [InlineData("al/paca")]
    [InlineData("ålpaca")]
    [InlineData("a-name-that-is-much-too-long-for-a-broker")]
    public void What_is_no_brokers_name_is_refused(string text)
    {
        Assert.False(BrokerId.TryParse(text, out _));
        Assert.Throws<ArgumentException>(() => BrokerId.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("line\nbreak")]
    [InlineData("tab\t")]
    [InlineData("Konto№1")]
    public void Identifiers_are_printable_ASCII(string text)
    {
        Assert.False(AccountId.TryParse(text, out _));
        Assert.False(OrderId.TryParse(text, out _));
        Assert.False(ConnectionId.TryParse(text, out _));
        Assert.False(ClientOrderId.TryParse(text, out _));
        Assert.Throws<ArgumentException>(() => AccountId.Parse(text));
        Assert.Throws<ArgumentException>(() => OrderId.Parse(text));
        Assert.Throws<ArgumentException>(() => ConnectionId.Parse(text));
        Assert.Throws<ArgumentException>(() => ClientOrderId.Parse(text));
    }

    [Fact]
    public void An_id_of_the_greatest_length_is_taken_and_a_longer_one_is_not()
    {
        Assert.True(AccountId.TryParse(new string('x', 128), out _));
        Assert.False(AccountId.TryParse(new string('x', 129), out _));
        Assert.True(ClientOrderId.TryParse(new string('x', 64), out _));
        Assert.False(ClientOrderId.TryParse(new string('x', 65), out _));
    }

    [Fact]
    public void What_was_never_set_throws_on_use_and_prints_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => default(BrokerId).Value);
        Assert.Throws<InvalidOperationException>(() => default(ConnectionId).Value);
        Assert.Throws<InvalidOperationException>(() => default(AccountId).Value);
        Assert.Throws<InvalidOperationException>(() => default(OrderId).Value);
        Assert.Throws<InvalidOperationException>(() => default(ClientOrderId).Value);
        Assert.Throws<InvalidOperationException>(() => default(Currency).Code);
        Assert.Equal("", default(OrderId).ToString());
        Assert.Equal("", default(Currency).ToString());
    }

    [Fact]
    public void Ids_with_the_same_text_are_equal()
    {
        Assert.Equal(OrderId.Parse("7"), OrderId.Parse("7"));
        Assert.NotEqual(OrderId.Parse("a"), OrderId.Parse("A"));
        Assert.Equal(Currency.Usd, Currency.Parse("usd"));
    }

    [Fact]
    public void New_client_order_ids_are_all_different_and_fit_their_own_rule()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => ClientOrderId.New().Value).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(10_000, ids.Count);
        Assert.All(ids, id => Assert.True(ClientOrderId.TryParse(id, out _)));
    }

    [Theory]
    [InlineData("u")]
    [InlineData("US$")]
    [InlineData("")]
    [InlineData("DOLLARSANDCENTS")]
    public void What_is_no_currency_is_refused(string text) => Assert.Throws<ArgumentException>(() => Currency.Parse(text));

    [Fact]
    public void An_unknown_word_is_kept_beside_its_meaning()
    {
        var raw = new Raw<OrderState>(OrderState.Unknown, "accepted_for_moonlight");
        Assert.Equal("Unknown (accepted_for_moonlight)", raw.ToString());
    }
}
