using Brokerage.Exchange;

namespace Brokerage.Mock.Mapping;

/// <summary>
/// How this broker writes share classes: <c>BRK.B</c> as the suite does, or <c>BRK-B</c>. In the second spelling dot and dash change places,
/// so that every symbol has exactly one spelling and comes back unharmed; there and back are therefore the same step.
/// </summary>
internal sealed class MockSymbols(char classShareSeparator)
{
    public Instrument Spell(Instrument instrument) => classShareSeparator == '-' && instrument is Instrument.Equity share
        ? share with { Symbol = string.Create(share.Symbol.Length, share.Symbol, static (text, symbol) => Swap(symbol, text)) }
        : instrument;

    public Listing Spell(Listing listing) => listing with
    {
        Instrument = Spell(listing.Instrument),
        Underlying = listing.Underlying is { } underlying ? Spell(underlying) : null,
    };

    public AccountOpening Spell(AccountOpening opening) => opening with
    {
        Holdings = [.. opening.Holdings.Select(holding => holding with { Instrument = Spell(holding.Instrument) })],
    };

    public OrderPlan Spell(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => new OrderPlan.Single(Spell(single.Spec)),
        OrderPlan.OneTriggers triggers => new OrderPlan.OneTriggers(Spell(triggers.First), Spell(triggers.Then)),
        OrderPlan.OneCancels cancels => new OrderPlan.OneCancels([.. cancels.Parts.Select(Spell)]),
        _ => plan,
    };

    private OrderSpec Spell(OrderSpec spec) => spec with
    {
        Legs = [.. spec.Legs.Select(leg => leg with { Instrument = Spell(leg.Instrument) })],
    };

    private static void Swap(ReadOnlySpan<char> symbol, Span<char> text)
    {
        for (var i = 0; i < symbol.Length; i++)
        {
            text[i] = symbol[i] switch
            {
                '.' => '-',
                '-' => '.',
                var other => other,
            };
        }
    }
}
