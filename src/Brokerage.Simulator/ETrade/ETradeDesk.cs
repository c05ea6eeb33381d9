using System.Security.Cryptography;
using System.Text;
using Brokerage.Exchange;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Orders;

namespace Brokerage.Simulator.ETrade;

/// <summary>The broker's desk: the user's accounts on the exchange, and what the broker knows beside it.</summary>
internal sealed class ETradeDesk
{
    private const int KeyLength = 22;

    public ETradeDesk(SimulatedExchange exchange, ETradeSimulatorOptions options)
    {
        (Exchange, Options) = (exchange, options);
        IReadOnlyList<ETradeAccount> shown = options.Accounts is { Count: > 0 } given ? given : [new ETradeAccount()];
        Books = [.. shown.Select(Open)];
        Hours = new ETradeHours(exchange);
        Numbers = new OrderNumbers(exchange);
        Costs = new Costs(this);
    }

    public SimulatedExchange Exchange { get; }

    public ETradeSimulatorOptions Options { get; }

    public IReadOnlyList<AccountBook> Books { get; }

    public ETradeHours Hours { get; }

    public OrderNumbers Numbers { get; }

    public Costs Costs { get; }

    public DateTimeOffset Now => Options.Time.GetUtcNow();

    /// <summary>The account of a key.</summary>
    /// <exception cref="ETradeRefusal">It is no key, or nobody's or somebody else's.</exception>
    public AccountBook Book(string key)
    {
        if (key.Length != KeyLength || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw ETradeErrors.NoAccountKey();
        }

        return Books.FirstOrDefault(book => string.Equals(book.Key, key, StringComparison.Ordinal)) ?? throw ETradeErrors.ForeignAccount();
    }

    public ExchangeAccount Read(AccountBook book) => Exchange.FindAccount(book.Id) ?? throw new InvalidOperationException("The exchange has lost the account.");

    public bool IsMargin(AccountBook book) => Read(book).Opening.Kind is not MarginKind.Cash;

    /// <summary>What is known about an instrument; options stay known after their end.</summary>
    public Listing Listing(Instrument instrument) =>
        Exchange.FindListing(instrument)
        ?? Exchange.Listings.FirstOrDefault(listing => listing.Instrument == instrument) ?? throw new InvalidOperationException($"{instrument} was never listed.");

    private AccountBook Open(ETradeAccount shown, int index)
    {
        var id = shown.Account ?? Exchange.OpenAccount(shown.Opening.Id is null ? shown.Opening with { Id = NumberOf(index) } : shown.Opening).Id;
        return new AccountBook(id, KeyOf(id), shown);
    }

    private string NumberOf(int index) => (10_000_000 + (BitConverter.ToUInt32(Hash($"number {index}")) % 90_000_000)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    // Base64 for addresses, without its padding.
    private string KeyOf(AccountId id) => Convert.ToBase64String(Hash("key " + id.Value).AsSpan(0, 16)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes($"e*trade {Options.Seed} {text}"));
}
