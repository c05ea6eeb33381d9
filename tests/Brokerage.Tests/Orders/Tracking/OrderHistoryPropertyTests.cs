namespace Brokerage.Tests.Orders.Tracking;

/// <summary>Whatever a line does to what a broker says, the history that comes out is the one that happened.</summary>
public sealed class OrderHistoryPropertyTests
{
    [Fact]
    public void Undisturbed_every_step_is_told_once_as_it_was()
    {
        foreach (var seed in Seeds.Take(1000))
        {
            var life = OrderLife.From(seed);
            var news = Undisturbed(life);
            Assert.Equal(
                life.Events.Select(one => FormattableString.Invariant($"{one.Cause} {one.Order.State.Value} {one.Order.Filled} {one.Execution?.Id} False")),
                Telling.All(news));
            Assert.Equal(life.Events.Select(one => one.Order.AveragePrice is { } price ? decimal.Round(price, 8) : (decimal?)null), news.Select(one => one.Order.AveragePrice is { } price ? decimal.Round(price, 8) : (decimal?)null));
        }
    }

    [Fact]
    public void Twice_or_late_duplicates_tell_nothing_new()
    {
        foreach (var seed in Seeds.Take(1000))
        {
            var life = OrderLife.From(seed);
            var random = new Random((int)(seed >> 33));
            var history = new OrderHistory();
            List<OrderNews> news = [];
            for (var i = 0; i < life.Events.Count; i++)
            {
                news.AddRange(history.Tell(OrderTelling.OfStream(life.Events[i], false)));
                for (var again = random.Next(3); again > 0; again--)
                    news.AddRange(history.Tell(OrderTelling.OfStream(life.Events[random.Next(i + 1)], false)));
            }

            Assert.True(Telling.All(Undisturbed(life)).SequenceEqual(Telling.All(news)), $"seed {seed}: {string.Join("; ", Telling.All(news))}");
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Dropped_doubled_and_disordered_the_fills_and_the_end_are_the_same(bool tellsExecutions, bool tellsTime)
    {
        foreach (var seed in Seeds.Take(1000))
        {
            var life = OrderLife.From(seed, tellsExecutions, tellsTime);
            var whole = Undisturbed(life);
            var news = Disturbed(life, new Random((int)(seed >> 33)));
            var hint = $"seed {seed}: {string.Join("; ", Telling.All(news))} instead of {string.Join("; ", Telling.All(whole))}";
            Telling.AssertTrue(life, news, hint);
            // Without lists of executions what was missed in between comes as one.
            if (tellsExecutions) Assert.True(Telling.Fills(whole).SequenceEqual(Telling.Fills(news)), hint);
            Assert.True(Telling.IsSubsequence(Telling.Turns(news), Telling.Turns(whole)), hint);
        }
    }

    private static List<OrderNews> Undisturbed(OrderLife life)
    {
        var history = new OrderHistory();
        return [.. life.Events.SelectMany(one => history.Tell(OrderTelling.OfStream(one, false)))];
    }

    /// <summary>Each event may be lost, come again, or after its successors; in between the order is read as it then is, and at the end.</summary>
    private static List<OrderNews> Disturbed(OrderLife life, Random random)
    {
        var history = new OrderHistory();
        List<OrderNews> news = [.. history.Tell(OrderTelling.OfStream(life.Events[0], false))];
        List<OrderEvent> held = [];
        for (var i = 1; i < life.Events.Count; i++)
        {
            switch (random.Next(5))
            {
                case 0:
                    break;
                case 1:
                    held.Add(life.Events[i]);
                    break;
                case 2:
                    news.AddRange(history.Tell(OrderTelling.OfRead(life.Events[i].Order)));
                    break;
                default:
                    news.AddRange(history.Tell(OrderTelling.OfStream(life.Events[i], false)));
                    break;
            }

            if (held.Count > 0 && random.Next(3) == 0)
            {
                foreach (var late in held) news.AddRange(history.Tell(OrderTelling.OfStream(late, false)));
                held.Clear();
            }
        }

        news.AddRange(history.Tell(OrderTelling.OfRead(life.Last)));
        foreach (var late in held) news.AddRange(history.Tell(OrderTelling.OfStream(late, false)));
        return news;
    }
}
