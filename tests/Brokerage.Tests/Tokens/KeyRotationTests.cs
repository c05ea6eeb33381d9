using System.Globalization;

namespace Brokerage.Tests.Tokens;

public sealed class KeyRotationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_is_sealed_anew_and_nothing_else_changes()
    {
        var scene = new TokenScene();
        var owners = await FillAsync(scene, 250);
        scene.Keys.Current = VaultKey.Create("k2");

        var result = await new KeyRotation(scene.Store, scene.Keys).RunAsync(Token);
        scene.Keys.Lose("k1");

        Assert.Equal((250, 0, 0), (result.Resealed, result.Unreadable.Count, result.Left.Count));
        foreach (var owner in owners) Assert.Equal(1, (await scene.Vault.ReadAsync(owner, Token))!.Version);
        Assert.Equal(0, (await new KeyRotation(scene.Store, scene.Keys).RunAsync(Token)).Resealed);
    }

    [Fact]
    public async Task What_cannot_be_opened_is_named_and_left_as_it_is()
    {
        var scene = new TokenScene();
        var owners = await FillAsync(scene, 3);
        var damaged = (await scene.Store.ReadAsync(owners[1].Connection, Token))!;
        var bytes = damaged.Envelope.ToArray();
        bytes[^1] ^= 1;
        await scene.Store.WriteAsync(damaged with { Envelope = bytes }, damaged, Token);
        scene.Keys.Current = VaultKey.Create("k2");

        var result = await new KeyRotation(scene.Store, scene.Keys).RunAsync(Token);

        Assert.Equal(2, result.Resealed);
        Assert.Equal([owners[1].Connection], result.Unreadable);
        Assert.Equal([owners[1].Connection], result.Left);
        Assert.Equal("k1", (await scene.Store.ReadAsync(owners[1].Connection, Token))!.KeyId);
    }

    [Fact]
    public async Task A_renewal_that_notes_that_it_asks_keeps_no_record_under_the_former_key()
    {
        var scene = new TokenScene();
        var owner = (await FillAsync(scene, 1))[0];
        scene.Keys.Current = VaultKey.Create("k2");
        // Between its look and its write: the envelope is the one that the former key sealed.
        var store = new StoreWithMeanwhile(scene.Store, async () => await scene.Vault.NoteAskedAsync((await scene.Vault.ReadAsync(owner, Token))!, 1, Token));

        var result = await new KeyRotation(store, scene.Keys).RunAsync(Token);
        scene.Keys.Lose("k1");

        Assert.Equal((1, 0), (result.Resealed, result.Left.Count));
        Assert.Equal(1, (await scene.Vault.ReadAsync(owner, Token))!.Record.Asked);
    }

    [Fact]
    public async Task What_another_process_seals_with_the_former_key_meanwhile_is_named()
    {
        var scene = new TokenScene();
        var owners = await FillAsync(scene, 2);
        var behind = new SecretVault(scene.Store, new FixedKeyProvider(scene.Keys.Current));
        scene.Keys.Current = VaultKey.Create("k2");
        var late = TokenScene.Owner with { Connection = ConnectionId.Parse("a-1") };
        var store = new StoreWithMeanwhile(scene.Store, async () => await behind.WriteAsync(late, scene.Broker.LogIn(), null, Token));

        var result = await new KeyRotation(store, scene.Keys).RunAsync(Token);

        Assert.Equal((owners.Count, 0), (result.Resealed, result.Unreadable.Count));
        Assert.Equal([late.Connection], result.Left);
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 20, MemberType = typeof(Seeds))]
    public async Task Stopped_in_the_middle_nothing_is_lost_and_the_next_run_goes_on(ulong seed)
    {
        var scene = new TokenScene();
        var owners = await FillAsync(scene, 120);
        scene.Keys.Current = VaultKey.Create("k2");
        using var crash = new CancellationTokenSource();
        var store = new StoreThatStops(scene.Store, after: (int)(seed % 240), crash);

        await Record.ExceptionAsync(() => new KeyRotation(store, scene.Keys).RunAsync(crash.Token));
        foreach (var owner in owners) Assert.NotNull(await scene.Vault.ReadAsync(owner, Token));
        await new KeyRotation(scene.Store, scene.Keys).RunAsync(Token);
        scene.Keys.Lose("k1");

        foreach (var owner in owners) Assert.NotNull(await scene.Vault.ReadAsync(owner, Token));
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 10, MemberType = typeof(Seeds))]
    public async Task While_it_runs_everybody_reads_and_renews(ulong seed)
    {
        var scene = new TokenScene();
        var owners = await FillAsync(scene, 60);
        scene.Keys.Current = VaultKey.Create("k2");

        var rotation = Task.Run(() => new KeyRotation(scene.Store, scene.Keys).RunAsync(Token), Token);
        var renewals = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() => RenewAsync(scene, owners, new Random((int)(seed % 1_000_000) + worker)), Token)));
        await rotation;
        await new KeyRotation(scene.Store, scene.Keys).RunAsync(Token);
        scene.Keys.Lose("k1");

        var versions = await Task.WhenAll(owners.Select(async owner => (await scene.Vault.ReadAsync(owner, Token))!.Version - 1));
        Assert.Equal(renewals.Sum(), versions.Sum());
    }

    // Compare and set, as renewals do: what is counted was stored.
    private static async Task<long> RenewAsync(TokenScene scene, List<SecretOwner> owners, Random dice)
    {
        var stored = 0L;
        for (var i = 0; i < 200; i++)
        {
            var owner = owners[dice.Next(owners.Count)];
            var read = await scene.Vault.ReadAsync(owner, Token);
            if (await scene.Vault.WriteAsync(owner, read!.Secrets, read.Record, Token) is not null) stored++;
        }

        return stored;
    }

    private static async Task<List<SecretOwner>> FillAsync(TokenScene scene, int count)
    {
        var owners = Enumerable.Range(0, count)
            .Select(i => TokenScene.Owner with { Connection = ConnectionId.Parse(string.Create(CultureInfo.InvariantCulture, $"c-{i:D4}")) }).ToList();
        foreach (var owner in owners) await scene.Vault.WriteAsync(owner, scene.Broker.LogIn(), null, Token);
        return owners;
    }

    /// <summary>Something is done between the first look and the write that follows it.</summary>
    private sealed class StoreWithMeanwhile(ITokenStore inner, Func<Task> meanwhile) : ITokenStore
    {
        private bool _isDone;

        public ValueTask<SealedSecrets?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.ReadAsync(connection, cancellationToken);

        public async ValueTask<bool> WriteAsync(SealedSecrets record, SealedSecrets? replaces, CancellationToken cancellationToken = default)
        {
            if (!_isDone)
            {
                _isDone = true;
                await meanwhile();
            }

            return await inner.WriteAsync(record, replaces, cancellationToken);
        }

        public ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.DeleteAsync(connection, cancellationToken);

        public ValueTask<IReadOnlyList<SealedSecrets>> ListOtherKeysAsync(string keyId, ConnectionId? after, int limit, CancellationToken cancellationToken = default) =>
            inner.ListOtherKeysAsync(keyId, after, limit, cancellationToken);

        public ValueTask<IAsyncDisposable> LockAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.LockAsync(connection, cancellationToken);
    }

    /// <summary>After a number of writes the process is as good as dead: half of the time the last write has happened.</summary>
    private sealed class StoreThatStops(ITokenStore inner, int after, CancellationTokenSource crash) : ITokenStore
    {
        private int _writes;

        public ValueTask<SealedSecrets?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.ReadAsync(connection, cancellationToken);

        public async ValueTask<bool> WriteAsync(SealedSecrets record, SealedSecrets? replaces, CancellationToken cancellationToken = default)
        {
            if (++_writes > after / 2 && (after & 1) == 0) await StopAsync();
            var written = await inner.WriteAsync(record, replaces, cancellationToken);
            if (_writes > after / 2) await StopAsync();
            return written;
        }

        public ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.DeleteAsync(connection, cancellationToken);

        public ValueTask<IReadOnlyList<SealedSecrets>> ListOtherKeysAsync(string keyId, ConnectionId? after, int limit, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return inner.ListOtherKeysAsync(keyId, after, limit, cancellationToken);
        }

        public ValueTask<IAsyncDisposable> LockAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.LockAsync(connection, cancellationToken);

        private async Task StopAsync()
        {
            await crash.CancelAsync();
            throw new OperationCanceledException("The process was killed.");
        }
    }
}
