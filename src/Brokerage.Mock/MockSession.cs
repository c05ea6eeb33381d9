using Brokerage.Exchange;
using Brokerage.Mock.Mapping;

namespace Brokerage.Mock;

/// <summary>What the roles of a connection share: the way to the exchange, with its latency and faults, and whose accounts may be seen.</summary>
internal sealed class MockSession(ConnectionId connection, MockWorld world) : IAsyncDisposable
{
    private readonly CancellationTokenSource _life = new();
    private int _disposed;

    public MockWorld World => world;

    public SimulatedExchange Exchange => world.Exchange;

    public MockSymbols Symbols => world.Symbols;

    public AsOf Now
    {
        get
        {
            var now = world.Clock.GetUtcNow();
            return new AsOf(now, now);
        }
    }

    /// <summary>Ends with the connection: streams stop on it.</summary>
    public CancellationToken Life => _life.Token;

    public AccountRef Ref(AccountId account) => new(connection, MockAdapter.BrokerId, account);

    /// <summary>The way to the broker takes its time.</summary>
    public async Task TravelAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, typeof(MockConnection));
        cancellationToken.ThrowIfCancellationRequested();
        if (world.Options.Latency > TimeSpan.Zero)
            await Task.Delay(world.Options.Latency, world.Clock, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The way of a read, on which it may fail.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await TravelAsync(cancellationToken).ConfigureAwait(false);
        if (world.Options.Faults.NextRead() is { } code)
            throw new BrokerageException(MockErrors.Scripted(code));
        if (Refusal() is { } refusal)
            throw new BrokerageException(refusal);
        try
        {
            await world.Line.ReadAsync(static _ => true, cancellationToken).ConfigureAwait(false);
        }
        catch (ExchangeLineException broken)
        {
            throw new BrokerageException(MockErrors.LineBroke(), broken);
        }
    }

    /// <summary>Why nothing can be sent now; null if it can.</summary>
    public BrokerageError? Refusal() => world.Options.Faults switch
    {
        { IsDown: true } => MockErrors.Down(),
        { NeedsLogin: true } => MockErrors.LoginEnded(),
        _ => null,
    };

    public ConnectionStatus Status()
    {
        var problem = Refusal();
        return new ConnectionStatus
        {
            State = problem switch
            {
                null => ConnectionState.Active,
                { Code: BrokerageErrorCode.AuthExpired } => ConnectionState.NeedsLogin,
                _ => ConnectionState.Error,
            },
            EnvironmentVerified = true,
            Problem = problem,
            AsOf = Now,
        };
    }

    public IReadOnlyList<ExchangeAccount> Accounts() => Exchange.GetAccounts(world.Options.Login);

    /// <summary>An account that this login may see.</summary>
    /// <exception cref="BrokerageException">There is no such account, or it is somebody else's.</exception>
    public ExchangeAccount Account(AccountId account) =>
        Exchange.FindAccount(account) is { } found && string.Equals(found.Opening.Login, world.Options.Login, StringComparison.Ordinal)
            ? found
            : throw new BrokerageException(new BrokerageError(
                BrokerageErrorCode.AccountNotFound, MockAdapter.BrokerId, "There is no such account.") { Account = Ref(account) });

    /// <summary>What the exchange knows about an instrument, in the suite's spelling; null if it is not listed.</summary>
    public Listing? Listing(Instrument instrument) =>
        Exchange.FindListing(Symbols.Spell(instrument)) is { } listing ? Symbols.Spell(listing) : null;

    /// <summary>The quote of a listed instrument, in the suite's spelling.</summary>
    public ExchangeQuote Quote(Instrument instrument) =>
        Exchange.GetQuote(Symbols.Spell(instrument)) with { Instrument = instrument };

    /// <summary>The account of a request that names its connection.</summary>
    /// <exception cref="ArgumentException">The request is for another connection.</exception>
    public ExchangeAccount Account(AccountRef account)
    {
        Require(account);
        return Account(account.Account);
    }

    /// <summary>Refuses a request for another connection.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void Require(AccountRef account)
    {
        if (account.Connection != connection || account.Broker != MockAdapter.BrokerId)
            throw new ArgumentException($"The request names '{account}' at '{account.Broker}', and this is connection '{connection}'.", nameof(account));
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _life.CancelAsync().ConfigureAwait(false);
        _life.Dispose();
    }
}
