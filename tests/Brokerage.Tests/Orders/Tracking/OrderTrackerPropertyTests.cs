using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Orders.Tracking;

/// <summary>A stream that is cut, stalls, repeats and disorders itself: the history that is told is the one that happened.</summary>
public sealed class OrderTrackerPropertyTests
{
    [Theory]
    [MemberData(nameof(Seeds.Some), 60, MemberType = typeof(Seeds))]
    public async Task Whatever_the_line_does_what_is_told_is_what_happened(ulong seed)
    {
        var life = OrderLife.From(seed);
        await using var scene = new TrackerScene();
        var line = new WildLine(scene, life, new Random((int)(seed >> 33)));
        await using var news = scene.Tracker.FollowAsync(life.Ref, TrackerScene.Token).GetAsyncEnumerator(TrackerScene.Token);
        List<OrderNews> told = [await TrackerScene.NextAsync(news)];
        var reading = ReadAsync(news, told);

        await line.RunAsync();
        await scene.PassAsync(reading);

        var history = new OrderHistory();
        var whole = life.Events.SelectMany(one => history.Tell(OrderTelling.OfStream(one, false))).ToList();
        var hint = $"seed {seed}: {string.Join("; ", Telling.All(told))} instead of {string.Join("; ", Telling.All(whole))}";
        Telling.AssertTrue(life, told, hint);
        Assert.True(Telling.Fills(whole).SequenceEqual(Telling.Fills(told)), hint);
        Assert.True(Telling.IsSubsequence(Telling.Turns(told), Telling.Turns(whole)), hint);
        Assert.Equal(Enumerable.Range(1, told.Count).Select(number => (long)number), told.Select(one => one.Sequence));
        await news.DisposeAsync();
        Assert.Equal(0, scene.Stream.Open);
    }

    private static async Task<bool> ReadAsync(IAsyncEnumerator<OrderNews> news, List<OrderNews> told)
    {
        while (await news.MoveNextAsync()) told.Add(news.Current);
        return true;
    }

    /// <summary>The broker goes through the order's life, while the line to it does what lines do.</summary>
    private sealed class WildLine
    {
        private readonly TrackerScene _scene;
        private readonly OrderLife _life;
        private readonly Random _random;
        private readonly List<OrderEvent> _held = [];
        private bool _isCut;
        private int _at;

        public WildLine(TrackerScene scene, OrderLife life, Random random)
        {
            (_scene, _life, _random) = (scene, life, random);
            scene.Put(life.Events[0].Order);
            scene.Stream.OnOpen = () =>
            [
                StreamItem.Data(new OrderEvent(OrderCause.Seen, _life.Events[_at].Order, null, 0)),
                StreamItem.Of<OrderEvent>(StreamSignal.Resynced),
                StreamItem.Of<OrderEvent>(StreamSignal.Live),
            ];
        }

        public async Task RunAsync()
        {
            for (_at = 1; _at < _life.Events.Count; _at++)
            {
                _scene.Put(_life.Events[_at].Order);
                Tell(_life.Events[_at]);
                Disturb();
                // What comes later than that after the end is nobody's news any more.
                var longest = _life.Events[_at].Order.IsFinal ? 8 : 90;
                if (_random.Next(3) == 0) _scene.Clock.Advance(TimeSpan.FromSeconds(_random.Next(1, longest)));
                if (_random.Next(2) == 0) await Task.Delay(1, TrackerScene.Token);
            }

            _at = _life.Events.Count - 1;
            Release();
        }

        private void Tell(OrderEvent change)
        {
            if (_isCut) return;
            if (_random.Next(4) == 0) _held.Add(change);
            else _scene.Stream.Say(change);
            if (_random.Next(3) == 0) _scene.Stream.Say(_life.Events[_random.Next(1, _at + 1)]);
            if (_random.Next(3) == 0) Release();
        }

        private void Release()
        {
            foreach (var late in _held) _scene.Stream.Say(late);
            _held.Clear();
        }

        private void Disturb()
        {
            switch (_random.Next(8))
            {
                case 0:
                    _isCut = true;
                    _held.Clear();
                    if (_random.Next(3) > 0) _scene.Stream.Say(StreamItem.Gap<OrderEvent>(Make.Noon, Make.Noon)); // otherwise it just falls silent
                    break;
                case 1 when _isCut:
                    _isCut = false;
                    foreach (var item in _scene.Stream.OnOpen()) _scene.Stream.Say(item);
                    break;
                case 2:
                    _scene.Stream.End(_random.Next(2) == 0 ? null : new IOException("It broke."));
                    break;
            }
        }
    }
}
