using Brokerage.TestSupport.Stores;

namespace Brokerage.Storage.Sqlite.Tests;

public sealed class SqliteTokenStoreTests : TokenStoreTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override Task<ITokenStore> CreateAsync() => Task.FromResult(_file.Open().Secrets);

    protected override Task<ITokenStore?> OpenAgainAsync() => Task.FromResult<ITokenStore?>(_file.Open().Secrets);
}

public sealed class SqliteConnectionStoreTests : ConnectionStoreTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override Task<IConnectionStore> CreateAsync() => Task.FromResult(_file.Open().Connections);
}

public sealed class SqliteAccountStoreTests : AccountStoreTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override Task<IAccountStore> CreateAsync() => Task.FromResult(_file.Open().Accounts);
}

public sealed class SqliteSignInTicketStoreTests : SignInTicketStoreTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override Task<ISignInTicketStore> CreateAsync() => Task.FromResult(_file.Open().SignIns);
}
