namespace Brokerage.Tests.Orders.Queue;

/// <summary>The program dies at every step between the wish and its order: it is sent once in the end, or never where it was taken back.</summary>
public sealed class QueueCrashTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_crash_at_any_step_the_broker_holds_the_order_once()
    {
        var (intent, bytes) = await RecordAsync(withdraw: false);
        var ends = Ends(bytes);
        Assert.Equal(3, ends.Count); // queued, sending, placed

        foreach (var length in Cuts(bytes, ends))
        {
            var lines = ends.Count(end => end <= length);
            // While it was being sent, it may have arrived or not.
            foreach (var arrived in lines == 2 ? new[] { false, true } : [lines == 3])
            {
                var held = await GoOnAsync(bytes[..length], intent, arrived);
                Assert.True(held == (lines == 0 ? 0 : 1), $"cut at {length} of {bytes.Length}, arrived: {arrived}, held: {held}");
            }
        }
    }

    [Fact]
    public async Task After_a_crash_what_was_taken_back_stays_so()
    {
        var (intent, bytes) = await RecordAsync(withdraw: true);
        var ends = Ends(bytes);
        Assert.Equal(2, ends.Count);

        foreach (var length in Cuts(bytes, ends))
        {
            var lines = ends.Count(end => end <= length);
            Assert.Equal(lines == 1 ? 1 : 0, await GoOnAsync(bytes[..length], intent, arrived: false));
        }
    }

    [Fact]
    public async Task One_that_never_arrived_is_not_sent_when_its_time_is_over()
    {
        var (intent, bytes) = await RecordAsync(withdraw: false);
        await using var scene = new QueueScene(QueueScene.Open.AddHours(7));
        await File.WriteAllBytesAsync(scene.File, bytes[..Ends(bytes)[1]], Token);
        Assert.Equal(JournalState.Sending, (await scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State);

        await EmptyAsync(scene);

        Assert.Equal(JournalState.Expired, (await scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State);
        Assert.Empty(scene.Broker.Submitted);
    }

    /// <summary>An undisturbed run, and the file that it leaves.</summary>
    private static async Task<(OrderIntent Intent, byte[] Bytes)> RecordAsync(bool withdraw)
    {
        await using var scene = new QueueScene();
        var intent = scene.Limit();
        await scene.Queue.QueueAsync(intent, cancellationToken: Token);
        if (withdraw) await scene.Queue.WithdrawAsync(intent.ClientOrderId, Token);
        scene.GoTo(QueueScene.Open);
        await scene.Queue.ReleaseDueAsync(Token);
        Assert.Equal(withdraw ? 0 : 1, scene.Held.Count);
        await scene.RestartAsync();
        return (intent, await File.ReadAllBytesAsync(scene.File, Token));
    }

    /// <summary>The program starts over what a crash has left, a minute after the open; how many orders the broker holds in the end.</summary>
    private static async Task<int> GoOnAsync(byte[] left, OrderIntent intent, bool arrived)
    {
        await using var scene = new QueueScene(QueueScene.Open.AddMinutes(1));
        await File.WriteAllBytesAsync(scene.File, left, Token);
        if (arrived) scene.Held.Add(intent.ClientOrderId);
        await EmptyAsync(scene);

        Assert.All(scene.Held, held => Assert.Equal(intent.ClientOrderId, held));
        return scene.Held.Count;
    }

    private static Task EmptyAsync(QueueScene scene) => Waiting.UntilAsync(
        async () =>
        {
            await scene.PassAsync(scene.Queue.ReleaseDueAsync(Token));
            return (await scene.Queue.ListAsync(cancellationToken: Token)).Count == 0;
        },
        () => scene.Clock.Advance(TimeSpan.FromSeconds(1)));

    private static List<int> Ends(byte[] bytes) => [.. Enumerable.Range(1, bytes.Length).Where(end => bytes[end - 1] == '\n')];

    // At the end of every line, in the middle of it, and one byte short.
    private static IEnumerable<int> Cuts(byte[] bytes, List<int> ends) =>
        ends.SelectMany(end => new[] { end, end - 1, end - 100 }).Append(0).Where(cut => cut >= 0 && cut <= bytes.Length).Distinct();
}
