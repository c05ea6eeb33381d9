namespace Brokerage.Tests.Tokens;

public sealed class StoredSecretSourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Secrets_are_opened_once_and_handed_out_while_they_last()
    {
        var scene = await LoggedInAsync();
        using var source = scene.NewSource();

        var first = await source.GetAsync(Token);
        scene.Time.Advance(TimeSpan.FromMinutes(9));

        Assert.Equal((2, 1L), (TokenScene.GenerationOf(first), first.Version));
        Assert.Same(first.Secrets, (await source.GetAsync(Token)).Secrets);
        Assert.Equal(0, scene.Broker.Requests);
    }

    [Fact]
    public async Task They_are_renewed_beside_their_use_before_they_end()
    {
        var scene = await LoggedInAsync();
        scene.Options.ForgetAfter = TimeSpan.FromHours(1);
        using var source = scene.NewSource();
        await source.GetAsync(Token);
        scene.Broker.Hold = new TaskCompletionSource();

        // A fifth of half an hour is more than five minutes: those less a quarter, by the scene's chance.
        scene.Time.Advance(TimeSpan.FromMinutes(30 - 3.75) - TimeSpan.FromSeconds(1));
        await source.GetAsync(Token);
        Assert.Equal(1, (await source.GetAsync(Token)).Version);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        var meanwhile = await source.GetAsync(Token);
        var waits = source.RenewAsync(1, Token);
        scene.Broker.Hold.SetResult();

        Assert.Equal(1, meanwhile.Version);
        Assert.Equal(2, (await waits).Version);
        Assert.Equal(2, (await source.GetAsync(Token)).Version);
        Assert.Equal(1, scene.Broker.Requests);
    }

    [Fact]
    public async Task An_early_renewal_that_fails_costs_nobody_anything_and_is_not_tried_at_once_again()
    {
        var scene = await LoggedInAsync();
        scene.Options.ForgetAfter = TimeSpan.FromHours(1);
        using var source = scene.NewSource();
        await source.GetAsync(Token);
        scene.Broker.Script(RenewalFault.NotSent);
        scene.Time.Advance(TimeSpan.FromMinutes(28));

        Assert.Equal(1, (await source.GetAsync(Token)).Version);
        await Waiting.UntilAsync(() => scene.Broker.Requests == 1 && !source.IsBusy);
        Assert.Equal(1, (await source.GetAsync(Token)).Version);
        Assert.False(source.IsBusy);

        scene.Time.Advance(TimeSpan.FromSeconds(31));
        await source.GetAsync(Token);
        await Waiting.UntilAsync(() => scene.Broker.Requests == 2 && !source.IsBusy);
        Assert.Equal(2, (await source.GetAsync(Token)).Version);
    }

    [Fact]
    public async Task At_their_end_everybody_waits_for_one_renewal()
    {
        var scene = await LoggedInAsync();
        using var source = scene.NewSource();
        scene.Time.Advance(TimeSpan.FromMinutes(31));

        var all = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () => await source.GetAsync(Token), Token)));

        Assert.All(all, secrets => Assert.Equal(2, secrets.Version));
        Assert.Equal(1, scene.Broker.Requests);
    }

    [Fact]
    public async Task Whoever_loses_patience_ends_his_wait_and_not_the_renewal()
    {
        var scene = await LoggedInAsync();
        using var source = scene.NewSource();
        scene.Time.Advance(TimeSpan.FromMinutes(31));
        scene.Broker.Hold = new TaskCompletionSource();
        using var impatient = new CancellationTokenSource();

        var gone = source.GetAsync(impatient.Token).AsTask();
        var stays = source.GetAsync(Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        scene.Broker.Hold.SetResult();

        Assert.Equal(2, (await stays).Version);
        Assert.Equal(1, scene.Broker.Requests);
    }

    [Fact]
    public async Task What_another_process_has_renewed_is_used_without_a_request()
    {
        var scene = await LoggedInAsync();
        using var ours = scene.NewSource();
        using var theirs = scene.NewSource();
        await ours.GetAsync(Token);
        scene.Time.Advance(TimeSpan.FromMinutes(31));
        await theirs.GetAsync(Token);

        Assert.Equal(2, (await ours.RenewAsync(1, Token)).Version);
        Assert.Equal(1, scene.Broker.Requests);
    }

    [Fact]
    public async Task Invalid_grant_is_no_end_if_somebody_else_has_renewed()
    {
        var scene = await LoggedInAsync();
        using var source = scene.NewSource();
        await source.GetAsync(Token);
        scene.Broker.Hold = new TaskCompletionSource();
        var waits = source.RenewAsync(1, Token).AsTask();
        await Waiting.UntilAsync(() => source.IsBusy);
        // Somebody who does not keep the lock: a person who logs in again while the request is on its way.
        await scene.LogInAsync();
        scene.Broker.Hold.SetResult();

        Assert.Equal(3, TokenScene.GenerationOf(await waits));
        Assert.Empty(scene.Told.LoginsNeeded);
    }

    [Fact]
    public async Task A_lost_answer_is_followed_by_one_more_request_and_then_by_a_person()
    {
        var scene = await LoggedInAsync();
        using var source = scene.NewSource();
        scene.Broker.Script(RenewalFault.LostAnswer);
        scene.Time.Advance(TimeSpan.FromMinutes(31));

        for (var i = 0; i < 5; i++)
        {
            var exception = await Assert.ThrowsAsync<BrokerageException>(async () => await source.GetAsync(Token));
            Assert.Equal(BrokerageErrorCode.AuthExpired, exception.Error.Code);
        }

        Assert.Equal(2, scene.Broker.AskedWith(2));
        Assert.Single(scene.Told.LoginsNeeded);
        await scene.LogInAsync();
        Assert.Equal(4, TokenScene.GenerationOf(await source.GetAsync(Token)));
    }

    [Fact]
    public async Task A_request_that_is_lost_twice_ends_with_a_person_too()
    {
        var scene = await LoggedInAsync();
        using var source = scene.NewSource();
        scene.Broker.Script(RenewalFault.LostRequest, RenewalFault.LostRequest);
        scene.Time.Advance(TimeSpan.FromMinutes(31));

        var exception = await Assert.ThrowsAsync<BrokerageException>(async () => await source.GetAsync(Token));
        await Assert.ThrowsAsync<BrokerageException>(async () => await source.GetAsync(Token));

        // What nobody can know is said as what it was, and a person is what helps.
        Assert.Equal(BrokerageErrorCode.AuthExpired, exception.Error.Code);
        Assert.Equal(2, scene.Broker.Requests);
    }

    [Fact]
    public async Task A_request_that_never_left_may_be_repeated_for_ever()
    {
        var scene = await LoggedInAsync();
        using var source = scene.NewSource();
        scene.Broker.Script(Enumerable.Repeat(RenewalFault.NotSent, 7));
        scene.Time.Advance(TimeSpan.FromMinutes(31));

        for (var i = 0; i < 7; i++)
            Assert.True((await Assert.ThrowsAsync<BrokerageException>(async () => await source.GetAsync(Token))).Error.IsTransient);

        Assert.Equal(2, (await source.GetAsync(Token)).Version);
    }

    [Fact]
    public async Task A_token_that_is_woken_up_again_is_asked_for_until_it_wakes()
    {
        var scene = await LoggedInAsync(time => new OneTimeBroker(time) { Renewal = Renewal.ExtendSameToken, IdleLimit = TimeSpan.FromHours(2), Life = TimeSpan.FromHours(12) });
        using var source = scene.NewSource();
        await source.GetAsync(Token);
        scene.Time.Advance(TimeSpan.FromHours(1.9));
        await source.GetAsync(Token);
        Assert.Equal(0, scene.Broker.Requests);

        scene.Time.Advance(TimeSpan.FromHours(2));
        scene.Broker.Script(RenewalFault.LostAnswer, RenewalFault.LostRequest, RenewalFault.LostRequest);
        for (var i = 0; i < 3; i++)
            Assert.True((await Assert.ThrowsAsync<BrokerageException>(async () => await source.GetAsync(Token))).Error.IsTransient);

        Assert.Equal(2, (await source.GetAsync(Token)).Version);
        Assert.Equal(4, scene.Broker.Requests);
    }

    [Fact]
    public async Task After_the_login_has_ended_nothing_is_sent_any_more()
    {
        var scene = await LoggedInAsync(time => new OneTimeBroker(time) { LoginLife = TimeSpan.FromDays(7), Life = TimeSpan.FromDays(30) });
        using var source = scene.NewSource();
        await source.GetAsync(Token);
        scene.Time.Advance(TimeSpan.FromDays(7));

        for (var i = 0; i < 3; i++)
            Assert.Equal(BrokerageErrorCode.AuthExpired, (await Assert.ThrowsAsync<BrokerageException>(async () => await source.GetAsync(Token))).Error.Code);
        Assert.Equal(BrokerageErrorCode.AuthExpired, (await Assert.ThrowsAsync<BrokerageException>(async () => await source.RenewAsync(1, Token))).Error.Code);

        Assert.Equal(0, scene.Broker.Requests);
        Assert.Single(scene.Told.LoginsNeeded);
    }

    [Fact]
    public async Task Keys_that_the_broker_refuses_cannot_be_renewed_and_go_on_once_they_are_replaced()
    {
        var scene = await LoggedInAsync(time => new OneTimeBroker(time) { Renewal = Renewal.None });
        using var source = scene.NewSource();
        await source.GetAsync(Token);

        Assert.Equal(BrokerageErrorCode.AuthRevoked, (await Assert.ThrowsAsync<BrokerageException>(async () => await source.RenewAsync(1, Token))).Error.Code);
        Assert.Equal(1, (await source.GetAsync(Token)).Version);
        await scene.LogInAsync();
        Assert.Equal(2, (await source.RenewAsync(1, Token)).Version);
    }

    [Fact]
    public async Task Nothing_stored_needs_a_login_and_is_told_once()
    {
        var scene = new TokenScene();
        using var source = scene.NewSource();

        for (var i = 0; i < 3; i++)
            Assert.Equal(BrokerageErrorCode.AuthExpired, (await Assert.ThrowsAsync<BrokerageException>(async () => await source.GetAsync(Token))).Error.Code);

        Assert.Single(scene.Told.LoginsNeeded);
        Assert.Equal(0, scene.Broker.Requests);
    }

    [Fact]
    public async Task What_nobody_uses_is_forgotten()
    {
        var scene = await LoggedInAsync(time => new OneTimeBroker(time) { Life = TimeSpan.FromDays(1) });
        using var source = scene.NewSource();
        await source.GetAsync(Token);
        scene.Time.Advance(TimeSpan.FromMinutes(6));
        await source.GetAsync(Token);

        scene.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.True(source.HoldsSecrets);
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(source.HoldsSecrets);
        Assert.Equal(1, (await source.GetAsync(Token)).Version);
        Assert.True(source.HoldsSecrets);
    }

    [Fact]
    public async Task What_was_being_read_when_everything_was_forgotten_is_not_kept_and_nobody_who_comes_later_gets_it()
    {
        var store = new FailingStore(new MemoryTokenStore());
        var scene = new TokenScene(store);
        await scene.LogInAsync();
        using var source = scene.NewSource();
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = store.HoldNextRead(slow);
        var before = source.GetAsync(Token).AsTask();
        await reached.WaitAsync(TimeSpan.FromMinutes(1), Token);

        await scene.LogInAsync();
        source.Forget();
        var after = Enumerable.Range(0, 8).Select(_ => source.GetAsync(Token).AsTask()).ToList();
        Assert.All(after, later => Assert.False(later.IsCompleted));
        slow.SetResult();

        Assert.Equal(2, TokenScene.GenerationOf(await before));
        Assert.All(await Task.WhenAll(after), secrets => Assert.Equal(3, TokenScene.GenerationOf(secrets)));
        Assert.Equal(3, TokenScene.GenerationOf(await source.GetAsync(Token)));
    }

    [Fact]
    public async Task What_was_being_read_when_the_connection_ended_does_not_stay_in_memory()
    {
        var store = new FailingStore(new MemoryTokenStore());
        var scene = new TokenScene(store);
        await scene.LogInAsync();
        var source = scene.NewSource();
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = store.HoldNextRead(slow);
        var reading = source.GetAsync(Token).AsTask();
        await reached.WaitAsync(TimeSpan.FromMinutes(1), Token);

        source.Dispose();
        slow.SetResult();

        Assert.Equal(2, TokenScene.GenerationOf(await reading));
        Assert.False(source.HoldsSecrets);
        await source.GetAsync(Token);
        Assert.False(source.HoldsSecrets);
    }

    [Fact]
    public async Task What_was_granted_and_could_not_be_stored_is_stored_before_anything_else()
    {
        var store = new FailingStore(new MemoryTokenStore());
        var scene = new TokenScene(store);
        await scene.LogInAsync();
        using var source = scene.NewSource();
        await source.GetAsync(Token);
        scene.Time.Advance(TimeSpan.FromMinutes(31));
        store.FailWrites = true;

        var failed = source.GetAsync(Token).AsTask();
        await scene.AdvanceUntilAsync(failed);
        var exception = await Assert.ThrowsAsync<BrokerageException>(() => failed);
        Assert.True(exception.Error.IsTransient);
        store.FailWrites = false;

        Assert.Equal(3, TokenScene.GenerationOf(await source.GetAsync(Token)));
        Assert.Equal(1, scene.Broker.Requests);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_found_again()
    {
        var store = new FailingStore(new MemoryTokenStore());
        var scene = new TokenScene(store);
        await scene.LogInAsync();
        using var source = scene.NewSource();
        scene.Time.Advance(TimeSpan.FromMinutes(31));
        store.LoseNextAnswer = true;

        var waits = source.GetAsync(Token).AsTask();
        await scene.AdvanceUntilAsync(waits);

        Assert.Equal((3, 2L), (TokenScene.GenerationOf(await waits), (await waits).Version));
        Assert.Equal(1, scene.Broker.Requests);
    }

    [Fact]
    public async Task A_connection_that_is_ended_during_its_renewal_stays_ended()
    {
        var scene = await LoggedInAsync();
        using var source = scene.NewSource();
        scene.Time.Advance(TimeSpan.FromMinutes(31));
        scene.Broker.Hold = new TaskCompletionSource();
        var waits = source.GetAsync(Token).AsTask();
        await Waiting.UntilAsync(() => source.IsBusy);
        await Task.Yield();
        await scene.Store.DeleteAsync(TokenScene.Owner.Connection, Token);
        scene.Broker.Hold.SetResult();

        Assert.Equal(BrokerageErrorCode.AuthExpired, (await Assert.ThrowsAsync<BrokerageException>(() => waits)).Error.Code);
        Assert.Null(await scene.Store.ReadAsync(TokenScene.Owner.Connection, Token));
    }

    [Fact]
    public async Task A_rotation_of_keys_during_a_renewal_does_not_cost_the_new_tokens()
    {
        var scene = await LoggedInAsync();
        using var source = scene.NewSource();
        scene.Time.Advance(TimeSpan.FromMinutes(31));
        scene.Broker.Hold = new TaskCompletionSource();
        var waits = source.GetAsync(Token).AsTask();
        await Waiting.UntilAsync(() => source.IsBusy);
        scene.Keys.Current = VaultKey.Create("k2");
        await new KeyRotation(scene.Store, scene.Keys).RunAsync(Token);
        scene.Broker.Hold.SetResult();

        Assert.Equal((3, 2L), (TokenScene.GenerationOf(await waits), (await waits).Version));
        Assert.Equal("k2", (await scene.Store.ReadAsync(TokenScene.Owner.Connection, Token))!.KeyId);
    }

    private static async Task<TokenScene> LoggedInAsync(Func<TimeProvider, OneTimeBroker>? broker = null)
    {
        var scene = new TokenScene(broker: broker);
        await scene.LogInAsync();
        return scene;
    }
}
