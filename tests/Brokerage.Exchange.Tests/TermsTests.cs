namespace Brokerage.Exchange.Tests;

/// <summary>What cannot be asked for at all, and the ledger's own refusal.</summary>
public sealed class TermsTests
{
    private static readonly Instrument Closed = new Instrument.Equity("SHUT");
    private static readonly Instrument Lots = new Instrument.Equity("LOTS");

    public static TheoryData<string, OrderSpec, RejectReason> Senseless
    {
        get
        {
            var plain = Desk.Buy(Desk.Apple, 1m);
            OrderLeg apple = plain.Legs[0], spy = new(Desk.Spy, Side.Sell);
            return new()
            {
                { "no leg", plain with { Legs = [] }, RejectReason.InvalidTerms },
                { "no side", plain with { Legs = [apple with { Side = Side.Unknown }] }, RejectReason.InvalidTerms },
                { "no ratio", plain with { Legs = [apple with { Ratio = 0 }] }, RejectReason.InvalidTerms },
                { "the same leg twice", plain with { Legs = [apple, apple] }, RejectReason.InvalidTerms },
                { "not tradable", Desk.Buy(Closed, 1m), RejectReason.NotTradable },
                { "less than the least", Desk.Buy(Lots, 10m), RejectReason.InvalidQuantity },
                { "no cash", plain with { Quantity = new OrderQuantity.Cash(new Money(0m, Currency.Usd)) }, RejectReason.InvalidQuantity },
                { "cash of another currency", plain with { Quantity = new OrderQuantity.Cash(new Money(100m, Currency.Eur)) }, RejectReason.InvalidTerms },
                { "cash all or none", plain with { Quantity = new OrderQuantity.Cash(new Money(100m, Currency.Usd)), AllOrNone = true }, RejectReason.InvalidTerms },
                { "a broker's own price terms", plain with { Price = new PriceTerms.Other("hidden stop") }, RejectReason.InvalidTerms },
                { "several legs at a stop", plain with { Legs = [apple, spy], Price = new PriceTerms.Stop(1m) }, RejectReason.InvalidTerms },
                { "a price below nothing", Desk.Buy(Desk.Apple, 1m, Desk.Limit(-1m)), RejectReason.InvalidPrice },
                { "a trail of everything", Desk.Sell(Desk.Apple, 1m, new PriceTerms.Trailing(1m, InPercent: true)), RejectReason.InvalidPrice },
                { "a date that is past", Desk.Buy(Desk.Apple, 1m, time: TimeInForce.GoodTill(new DateOnly(2026, 3, 3))), RejectReason.InvalidTerms },
                { "a stop in an auction", Desk.Buy(Desk.Apple, 1m, new PriceTerms.Stop(300m), TimeInForce.AtClose), RejectReason.InvalidTerms },
                { "a stop at once", Desk.Buy(Desk.Apple, 1m, new PriceTerms.Stop(300m), TimeInForce.ImmediateOrCancel), RejectReason.InvalidTerms },
                { "no time in force", plain with { TimeInForce = new TimeInForce(TimeInForceKind.Unknown) }, RejectReason.InvalidTerms },
                { "no session", plain with { Sessions = Sessions.None }, RejectReason.InvalidTerms },
                { "the market after hours", plain with { Sessions = Sessions.Extended }, RejectReason.InvalidTerms },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Senseless), DisableDiscoveryEnumeration = true)]
    public void What_makes_no_sense_is_refused_and_leaves_nothing(string what, OrderSpec spec, RejectReason reason)
    {
        using var desk = new Desk();
        desk.Exchange.List(DefaultListings.Stock("SHUT", "Shut Inc.", 10m) with { Tradable = false });
        desk.Exchange.List(DefaultListings.Stock("LOTS", "Lots Inc.", 10m) with { MinQuantity = 100m });
        Assert.True(reason == desk.Refused(spec), what);
        Assert.Empty(desk.Exchange.GetOrders(desk.Account));
        Assert.Equal(0m, desk.Balance.Reserved);
    }

    [Fact]
    public void The_ledger_itself_refuses_what_does_not_add_up()
    {
        var ledger = new GeneralLedger();
        var (dollars, shares) = (LedgerAsset.Of(Currency.Usd), LedgerAsset.Of(Desk.Apple));
        var owner = AccountId.Parse("a1");
        Posting[] whole = [new(LedgerOwner.Customer, owner, dollars, -100m), new(LedgerOwner.Street, null, dollars, 100m), new(LedgerOwner.Customer, owner, shares, 1m), new(LedgerOwner.Street, null, shares, -1m)];
        ledger.Add(Entry(whole));
        Assert.Throws<InvalidOperationException>(() => ledger.Add(Entry([.. whole[..3], whole[3] with { Amount = -2m }])));
        Assert.Throws<InvalidOperationException>(() => ledger.Add(Entry(whole[..3])));
        Assert.Single(ledger.Entries);
        Assert.Equal((-100m, 1m), (ledger.Total(LedgerOwner.Customer, owner, dollars), ledger.Total(LedgerOwner.Customer, owner, shares)));
    }

    private static LedgerEntry Entry(IReadOnlyList<Posting> postings) =>
        new() { Number = 1, Time = Desk.Start, Kind = LedgerKind.Trade, Postings = postings, SettlesOn = new DateOnly(2026, 3, 5) };
}
