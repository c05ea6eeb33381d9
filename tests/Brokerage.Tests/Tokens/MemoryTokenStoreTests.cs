using Brokerage.TestSupport.Stores;

namespace Brokerage.Tests.Tokens;

public sealed class MemoryTokenStoreTests : TokenStoreTests
{
    protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(new MemoryTokenStore());
}
