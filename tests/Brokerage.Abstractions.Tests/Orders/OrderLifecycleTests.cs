namespace Brokerage.Abstractions.Tests.Orders;

/// <summary>The order's table, explored exhaustively: every interleaving of what can happen, eight deep.</summary>
public sealed class OrderLifecycleTests
{
    private const int Asked = 3;
    private const int Depth = 8;
    private static readonly Happening[] Happenings = Enum.GetValues<Happening>();

    private enum Happening
    {
        Acknowledge,
        PartialFill,
        FillTheRest,
        Cancel,
        Replace,
        Refuse,
        Expire,
        Correct,
    }

    [Fact]
    public void Every_interleaving_keeps_the_promises()
    {
        var explored = 0;
        foreach (var start in new[] { OrderState.Received, OrderState.Held, OrderState.Working })
        {
            Explore(new Story(start, 0, 0), Depth, ref explored);
        }

        Assert.True(explored > 3_000_000, $"only {explored} steps");
    }

    [Fact]
    public void What_is_final_changes_by_a_late_fill_alone()
    {
        foreach (var state in Enum.GetValues<OrderState>().Where(OrderLifecycle.IsFinal))
        {
            foreach (var cause in Enum.GetValues<OrderCause>())
            {
                foreach (var progress in Enum.GetValues<FillProgress>())
                {
                    var next = OrderLifecycle.Next(state, cause, progress);
                    if (next is null || next == state) continue;

                    Assert.Equal(OrderState.Filled, next);
                    Assert.Equal(FillProgress.Complete, progress);
                    Assert.Contains(cause, new[] { OrderCause.Fill, OrderCause.FillCorrected });
                    Assert.NotEqual(OrderState.Rejected, state);
                }
            }
        }
    }

    [Theory]
    [InlineData(OrderState.Received, OrderCause.Activated, FillProgress.None, OrderState.Working)]
    [InlineData(OrderState.Held, OrderCause.Activated, FillProgress.None, OrderState.Working)]
    [InlineData(OrderState.Received, OrderCause.Rejected, FillProgress.None, OrderState.Rejected)]
    [InlineData(OrderState.Working, OrderCause.Rejected, FillProgress.None, OrderState.Rejected)]
    [InlineData(OrderState.PartiallyFilled, OrderCause.Rejected, FillProgress.Partial, null)]
    [InlineData(OrderState.Working, OrderCause.Fill, FillProgress.None, null)]
    [InlineData(OrderState.Working, OrderCause.Fill, FillProgress.Partial, OrderState.PartiallyFilled)]
    [InlineData(OrderState.Suspended, OrderCause.Activated, FillProgress.Partial, OrderState.PartiallyFilled)]
    [InlineData(OrderState.Working, OrderCause.CancelRequested, FillProgress.None, OrderState.PendingCancel)]
    [InlineData(OrderState.PendingCancel, OrderCause.Fill, FillProgress.Partial, OrderState.PendingCancel)]
    [InlineData(OrderState.PendingCancel, OrderCause.CancelRefused, FillProgress.None, OrderState.Working)]
    [InlineData(OrderState.PendingCancel, OrderCause.CancelRefused, FillProgress.Partial, OrderState.PartiallyFilled)]
    [InlineData(OrderState.PendingCancel, OrderCause.Activated, FillProgress.None, OrderState.PendingCancel)]
    [InlineData(OrderState.PendingCancel, OrderCause.ReplaceRequested, FillProgress.None, null)]
    [InlineData(OrderState.PendingReplace, OrderCause.ReplaceRefused, FillProgress.None, OrderState.Working)]
    [InlineData(OrderState.PendingReplace, OrderCause.Activated, FillProgress.Partial, OrderState.PartiallyFilled)]
    [InlineData(OrderState.PendingReplace, OrderCause.Replaced, FillProgress.Partial, OrderState.Replaced)]
    [InlineData(OrderState.PendingReplace, OrderCause.Replaced, FillProgress.Complete, OrderState.Filled)]
    [InlineData(OrderState.Cancelled, OrderCause.Fill, FillProgress.Partial, OrderState.Cancelled)]
    [InlineData(OrderState.Cancelled, OrderCause.Fill, FillProgress.Complete, OrderState.Filled)]
    [InlineData(OrderState.Cancelled, OrderCause.Cancelled, FillProgress.None, OrderState.Cancelled)]
    [InlineData(OrderState.Filled, OrderCause.Cancelled, FillProgress.Complete, null)]
    [InlineData(OrderState.Filled, OrderCause.CancelRefused, FillProgress.Complete, OrderState.Filled)]
    [InlineData(OrderState.Filled, OrderCause.FillCorrected, FillProgress.Partial, OrderState.Filled)]
    [InlineData(OrderState.Rejected, OrderCause.Fill, FillProgress.Partial, null)]
    [InlineData(OrderState.Unknown, OrderCause.Acknowledged, FillProgress.None, OrderState.Received)]
    [InlineData(OrderState.Filled, OrderCause.Acknowledged, FillProgress.Complete, OrderState.Filled)]
    [InlineData(OrderState.Expired, OrderCause.Seen, FillProgress.None, OrderState.Expired)]
    public void The_table_says(OrderState from, OrderCause cause, FillProgress progress, OrderState? expected) =>
        Assert.Equal(expected, OrderLifecycle.Next(from, cause, progress));

    [Fact]
    public void Polling_may_skip_states_and_never_goes_back_from_a_final_one()
    {
        Assert.True(OrderLifecycle.CanBecome(OrderState.Received, OrderState.Filled));
        Assert.True(OrderLifecycle.CanBecome(OrderState.PendingCancel, OrderState.Working));
        Assert.True(OrderLifecycle.CanBecome(OrderState.Cancelled, OrderState.Filled));
        Assert.True(OrderLifecycle.CanBecome(OrderState.Working, OrderState.Working));
        Assert.False(OrderLifecycle.CanBecome(OrderState.Filled, OrderState.Working));
        Assert.False(OrderLifecycle.CanBecome(OrderState.Filled, OrderState.Cancelled));
        Assert.False(OrderLifecycle.CanBecome(OrderState.Rejected, OrderState.Filled));
        Assert.False(OrderLifecycle.CanBecome(OrderState.Working, OrderState.Received));
    }

    private static void Explore(Story story, int left, ref int explored)
    {
        if (left == 0) return;

        foreach (var happening in Happenings)
        {
            foreach (var (cause, filled) in Causes(happening, story))
            {
                explored++;
                var progress = Progress(filled);
                if (OrderLifecycle.Next(story.State, cause, progress) is not { } next) continue;

                Check(story, cause, next, progress);
                Explore(new Story(next, filled, story.Steps + 1), left - 1, ref explored);
            }
        }
    }

    private static void Check(Story before, OrderCause cause, OrderState next, FillProgress progress)
    {
        var promise = Promise(before.State, next, progress);
        if (promise is not null) Assert.Fail($"{before.State} --{cause}/{progress}--> {next}: {promise}");
    }

    private static string? Promise(OrderState before, OrderState next, FillProgress progress)
    {
        if (next == OrderState.PartiallyFilled && progress != FillProgress.Partial) return "partly filled is neither nothing nor all";
        if (OrderLifecycle.IsFinal(before) && next != before && next != OrderState.Filled) return "final is final, but for a late fill";
        if (!OrderLifecycle.CanBecome(before, next)) return "what can happen at once can happen at all";
        if (next == before) return null;
        if (next is OrderState.Working or OrderState.Received && progress == FillProgress.Complete) return "nothing is left to work for";
        if (next == OrderState.Filled && progress != FillProgress.Complete) return "filled is all of it";
        return next == OrderState.Rejected && progress != FillProgress.None ? "what has filled was not rejected" : null;
    }

    // A happening has several causes where the broker first takes the wish and then grants it.
    private static (OrderCause Cause, int Filled)[] Causes(Happening happening, Story story) => happening switch
    {
        Happening.Acknowledge => [(OrderCause.Acknowledged, story.Filled), (OrderCause.Activated, story.Filled)],
        Happening.PartialFill => story.Filled + 1 < Asked ? [(OrderCause.Fill, story.Filled + 1)] : [],
        Happening.FillTheRest => [(OrderCause.Fill, Asked)],
        Happening.Cancel => [(story.State == OrderState.PendingCancel ? OrderCause.Cancelled : OrderCause.CancelRequested, story.Filled)],
        Happening.Replace => [(story.State == OrderState.PendingReplace ? OrderCause.Replaced : OrderCause.ReplaceRequested, story.Filled)],
        Happening.Refuse => story.State switch
        {
            OrderState.PendingCancel => [(OrderCause.CancelRefused, story.Filled)],
            OrderState.PendingReplace => [(OrderCause.ReplaceRefused, story.Filled)],
            _ => [(OrderCause.Rejected, story.Filled)],
        },
        Happening.Expire => [(OrderCause.Expired, story.Filled)],
        _ => story.Filled > 0 ? [(OrderCause.FillCorrected, story.Filled - 1)] : [],
    };

    private static FillProgress Progress(int filled) => filled switch
    {
        0 => FillProgress.None,
        < Asked => FillProgress.Partial,
        _ => FillProgress.Complete,
    };

    private readonly record struct Story(OrderState State, int Filled, int Steps);
}
