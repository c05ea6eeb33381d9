namespace Brokerage.Tests.Tokens;

/// <summary>
/// Many callers, two processes over one store, one-time refresh tokens, and faults at any renewal.
/// </summary>
public sealed class RenewalUnderLoadTests
{
    private const int Callers = 64;

    [Theory]
    [MemberData(nameof(Seeds.Some), 4, MemberType = typeof(Seeds))]
    public Task No_token_is_spent_twice(ulong seed) => RunAsync(seed, expiries: 100);

    [Theory]
    [MemberData(nameof(Seeds.Some), 4, MemberType = typeof(Seeds))]
    [Trait("Category", "Slow")]
    public Task No_token_is_spent_twice_in_ten_thousand_expiries(ulong seed) => RunAsync(seed, expiries: 2_500);

    private static async Task RunAsync(ulong seed, int expiries)
    {
        var dice = new Random((int)(seed & int.MaxValue));
        var scene = new TokenScene();
        await scene.LogInAsync();
        using var one = scene.NewSource();
        using var other = scene.NewSource();
        var logins = 0;

        for (var i = 0; i < expiries; i++)
        {
            var fault = Draw(dice);
            scene.Broker.Script(fault);
            scene.Time.Advance(scene.Broker.Life);
            var (stale, generation) = await StoredAsync(scene);
            var requests = scene.Broker.Requests;

            var answers = await AskAsync(dice, one, other, stale);

            // What never left is asked for again, by whoever still wants it.
            if (fault == RenewalFault.NotSent) answers = [.. answers.Where(answer => !IsTransient(answer)), .. await AskAsync(dice, one, other, stale)];
            if (fault == RenewalFault.LostAnswer)
            {
                Assert.All(answers, answer => Assert.Equal(BrokerageErrorCode.AuthExpired, answer.Error?.Code));
                Assert.Equal(2, scene.Broker.AskedWith(generation));
                Assert.Equal(requests + 2, scene.Broker.Requests);
                await scene.LogInAsync();
                logins++;
                answers = await AskAsync(dice, one, other, stale);
                Assert.Equal(requests + 2, scene.Broker.Requests);
            }
            else
            {
                Assert.Equal(fault == RenewalFault.None ? 1 : 2, scene.Broker.AskedWith(generation));
            }

            Assert.All(answers, answer => Assert.Equal(scene.Broker.Generation, answer.Generation));
        }

        // Each process hears of an end once.
        Assert.InRange(scene.Told.LoginsNeeded.Count, logins, 2 * logins);
        Assert.NotEqual(0, logins);
    }

    private static RenewalFault Draw(Random dice) => dice.Next(10) switch
    {
        0 => RenewalFault.NotSent,
        1 => RenewalFault.LostRequest,
        2 => RenewalFault.LostAnswer,
        _ => RenewalFault.None,
    };

    private static async Task<(long Version, long Generation)> StoredAsync(TokenScene scene)
    {
        var stored = await scene.Vault.ReadAsync(TokenScene.Owner);
        return (stored!.Version, OneTimeBroker.GenerationOf(stored.Secrets));
    }

    // Some only want to go on; some were refused with what is stale now.
    private static async Task<List<Answer>> AskAsync(Random dice, StoredSecretSource one, StoredSecretSource other, long stale)
    {
        var kinds = Enumerable.Range(0, Callers).Select(_ => dice.Next(4)).ToList();
        return [.. await Task.WhenAll(kinds.Select(kind => Task.Run(() => AskAsync((kind & 1) == 0 ? one : other, kind < 2, stale))))];
    }

    private static async Task<Answer> AskAsync(StoredSecretSource source, bool refused, long stale)
    {
        try
        {
            return new Answer(TokenScene.GenerationOf(refused ? await source.RenewAsync(stale, TestContext.Current.CancellationToken) : await source.GetAsync(TestContext.Current.CancellationToken)), null);
        }
        catch (BrokerageException exception)
        {
            return new Answer(0, exception.Error);
        }
    }

    private static bool IsTransient(Answer answer) => answer.Error is { IsTransient: true };

    private sealed record Answer(long Generation, BrokerageError? Error);
}
