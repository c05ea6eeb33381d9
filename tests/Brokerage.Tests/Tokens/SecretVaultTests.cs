namespace Brokerage.Tests.Tokens;

public sealed class SecretVaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Secrets_come_back_as_they_were()
    {
        var scene = new TokenScene();
        var secrets = scene.Broker.LogIn();
        await scene.Vault.WriteAsync(TokenScene.Owner, secrets, null, Token);

        var opened = await scene.Vault.ReadAsync(TokenScene.Owner, Token);

        Assert.Equal(SecretCodec.Encode(secrets), SecretCodec.Encode(opened!.Secrets));
        Assert.Equal(1, opened.Version);
    }

    [Fact]
    public async Task Rows_that_were_swapped_open_for_neither()
    {
        var scene = new TokenScene();
        var bob = TokenScene.Owner with { User = "bob", Connection = ConnectionId.Parse("bob-1") };
        await scene.Vault.WriteAsync(TokenScene.Owner, scene.Broker.LogIn(), null, Token);
        await scene.Vault.WriteAsync(bob, scene.Broker.LogIn(), null, Token);
        var (anns, bobs) = (await scene.Store.ReadAsync(TokenScene.Owner.Connection, Token), await scene.Store.ReadAsync(bob.Connection, Token));

        // As somebody with the database at hand would do it: the envelopes change places, the columns stay.
        await scene.Store.WriteAsync(anns! with { Envelope = bobs!.Envelope }, anns, Token);
        await scene.Store.WriteAsync(bobs with { Envelope = anns.Envelope }, bobs, Token);

        foreach (var owner in new[] { TokenScene.Owner, bob })
        {
            var exception = await Assert.ThrowsAsync<BrokerageException>(async () => await scene.Vault.ReadAsync(owner, Token));
            Assert.Equal((BrokerageErrorCode.Misconfigured, RecoveryAction.TellOperator), (exception.Error.Code, exception.Error.Recovery));
        }
    }

    [Fact]
    public async Task A_record_of_another_owner_is_refused_even_as_a_whole()
    {
        var scene = new TokenScene();
        await scene.LogInAsync();

        foreach (var owner in new[] { TokenScene.Owner with { User = "bob" }, TokenScene.Owner with { Broker = BrokerId.Parse("etrade") }, TokenScene.Owner with { Environment = "live" } })
            await Assert.ThrowsAsync<BrokerageException>(async () => await scene.Vault.ReadAsync(owner, Token));
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_named()
    {
        var scene = new TokenScene();
        await scene.LogInAsync();
        scene.Keys.Current = VaultKey.Create("k2");
        scene.Keys.Lose("k1");

        var exception = await Assert.ThrowsAsync<BrokerageException>(async () => await scene.Vault.ReadAsync(TokenScene.Owner, Token));

        Assert.Contains("'k1'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_write_at_once_one_is_told_that_he_was_late()
    {
        var scene = new TokenScene();
        await scene.LogInAsync();
        var read = await scene.Vault.ReadAsync(TokenScene.Owner, Token);

        var first = await scene.Vault.WriteAsync(TokenScene.Owner, scene.Broker.LogIn(), read!.Record, Token);
        var second = await scene.Vault.WriteAsync(TokenScene.Owner, scene.Broker.LogIn(), read.Record, Token);

        Assert.Equal(2, first?.Version);
        Assert.Null(second);
        Assert.Null(await scene.Vault.WriteAsync(TokenScene.Owner, scene.Broker.LogIn(), null, Token));
    }
}
