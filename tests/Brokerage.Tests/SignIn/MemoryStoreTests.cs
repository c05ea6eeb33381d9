using Brokerage.TestSupport.Stores;

namespace Brokerage.Tests.SignIn;

public sealed class MemoryConnectionStoreTests : ConnectionStoreTests
{
    protected override Task<IConnectionStore> CreateAsync() => Task.FromResult<IConnectionStore>(new MemoryConnectionStore());
}

public sealed class MemoryAccountStoreTests : AccountStoreTests
{
    protected override Task<IAccountStore> CreateAsync() => Task.FromResult<IAccountStore>(new MemoryAccountStore());
}

public sealed class MemorySignInTicketStoreTests : SignInTicketStoreTests
{
    protected override Task<ISignInTicketStore> CreateAsync() => Task.FromResult<ISignInTicketStore>(new MemorySignInTicketStore());
}

public sealed class MemoryHoldingsStoreTests : HoldingsStoreTests
{
    protected override Task<IHoldingsStore> CreateAsync() => Task.FromResult<IHoldingsStore>(new MemoryHoldingsStore());
}

public sealed class MemoryNoticeStoreTests : NoticeStoreTests
{
    protected override Task<INoticeStore> CreateAsync() => Task.FromResult<INoticeStore>(new MemoryNoticeStore());
}
