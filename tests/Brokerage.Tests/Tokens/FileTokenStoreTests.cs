using Brokerage.TestSupport.Stores;

namespace Brokerage.Tests.Tokens;

public sealed class FileTokenStoreTests : TokenStoreTests, IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "brokerage-secrets-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_are_readable_by_their_owner_alone()
    {
        await FillAsync();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives a file the rights of its folder.");
        if (OperatingSystem.IsWindows()) return;

        foreach (var file in Directory.EnumerateFiles(_folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task No_file_holds_a_secret()
    {
        var scene = await FillAsync();
        var secret = (await scene.Vault.ReadAsync(TokenScene.Owner, Token))!.Secrets.Values["refresh"].Reveal();

        foreach (var file in Directory.EnumerateFiles(_folder))
            Assert.DoesNotContain($"\"{secret}\"", await File.ReadAllTextAsync(file, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_damaged_and_says_so()
    {
        var scene = await FillAsync();
        var file = Assert.Single(Directory.EnumerateFiles(_folder, "*.secrets"));
        var whole = await File.ReadAllBytesAsync(file, Token);
        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(file, whole[..length], Token);
            await Assert.ThrowsAsync<InvalidDataException>(async () => await scene.Store.ReadAsync(TokenScene.Owner.Connection, Token));
        }
    }

    [Fact]
    public async Task A_damaged_file_keeps_nobody_else_s_secrets_under_a_former_key()
    {
        var scene = await FillAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "damaged.secrets"), "half of a rec", Token);
        scene.Keys.Current = VaultKey.Create("k2");

        var result = await new KeyRotation(scene.Store, scene.Keys).RunAsync(Token);

        Assert.Equal((1, 0), (result.Resealed, result.Left.Count));
    }

    [Fact]
    public async Task What_a_crash_left_beside_the_file_is_in_nobodys_way()
    {
        var scene = await FillAsync();
        var file = Assert.Single(Directory.EnumerateFiles(_folder, "*.secrets"));
        await File.WriteAllTextAsync(file + ".new", "half of a rec", Token);

        Assert.NotNull(await scene.Vault.ReadAsync(TokenScene.Owner, Token));
        await scene.LogInAsync();
        Assert.Equal(2, (await scene.Vault.ReadAsync(TokenScene.Owner, Token))!.Version);
    }

    protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(new FileTokenStore(_folder));

    protected override Task<ITokenStore?> OpenAgainAsync() => Task.FromResult<ITokenStore?>(new FileTokenStore(_folder));

    private async Task<TokenScene> FillAsync()
    {
        var scene = new TokenScene(new FileTokenStore(_folder));
        await scene.LogInAsync();
        return scene;
    }
}
