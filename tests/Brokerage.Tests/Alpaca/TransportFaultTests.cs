using System.Reflection;
using Brokerage.Exchange;
using Brokerage.Simulator;
using Brokerage.Testing;

namespace Brokerage.Tests.Alpaca;

/// <summary>
/// No fault of the line after which a byte may have left is ever a rejection: the answer is the truth or "unknown", and what was unknown is
/// settled to what the exchange holds.
/// </summary>
public sealed class TransportFaultTests : IAsyncLifetime
{
    // A little more than the longest request and the longest answer here; a cut beyond the end is no fault, and harms nothing.
    private static readonly (int Request, int Answer) Single = (620, 1560), Bracket = (760, 4400);

    private static readonly Instrument Stock = Instrument.Parse("BRK.B");
    private AlpacaSimulator _simulator = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _simulator = await AlpacaSimulator.StartAsync(
        new AlpacaSimulatorOptions
        {
            Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero)),
            Opening = new AccountOpening { Kind = MarginKind.Margin, Cash = 1_000_000m },
        },
        Token);

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Theory]
    [InlineData("place")]
    [InlineData("replace")]
    [InlineData("cancel")]
    [InlineData("bracket")]
    public Task Some_faults_of_every_kind_leave_the_truth_or_unknown(string operation) =>
        TryAllAsync(operation, Plans(operation, step: 97, offset: (int)(Seeds.Base % 97)));

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("place")]
    [InlineData("replace")]
    [InlineData("cancel")]
    [InlineData("bracket")]
    public Task Cut_at_every_byte_there_is_the_truth_or_unknown(string operation)
    {
        // Its answer is three times as long.
        var step = operation == "bracket" ? 6 : 2;
        return TryAllAsync(operation, Plans(operation, step, offset: (int)(Seeds.Base % (ulong)step)));
    }

    /// <summary>What the proxy learns to do must be done here: alone, and together with every other fault that leaves a connection to harm.</summary>
    [Theory]
    [InlineData("place")]
    [InlineData("bracket")]
    public void Every_kind_of_fault_and_every_two_of_them_are_among_the_plans(string operation)
    {
        var kinds = typeof(ChaosPlan).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var plans = Plans(operation, step: 97, offset: 0).ToList();
        bool Does(ChaosPlan plan, PropertyInfo kind) => !Equals(kind.GetValue(plan), kind.GetValue(ChaosPlan.Clean));

        Assert.Equal(7, kinds.Length);
        foreach (var kind in kinds)
        {
            Assert.Contains(plans, plan => Does(plan, kind));
            // What was refused cannot be harmed any further.
            foreach (var other in kinds.Where(other => kind.Name != nameof(ChaosPlan.Refuse) && other.Name != nameof(ChaosPlan.Refuse)))
                Assert.True(plans.Exists(plan => Does(plan, kind) && Does(plan, other)), $"{kind.Name} with {other.Name}");
        }
    }

    private static IEnumerable<ChaosPlan> Plans(string operation, int step, int offset)
    {
        var (request, answer) = operation == "bracket" ? Bracket : Single;
        yield return ChaosPlan.Clean;
        yield return new ChaosPlan { Refuse = true };
        yield return new ChaosPlan { Delay = TimeSpan.FromSeconds(2) };
        yield return new ChaosPlan { Duplicate = true };
        yield return new ChaosPlan { Duplicate = true, CutAnswerAfter = 0, Reset = true };
        foreach (var seed in Seeds.Take(Math.Max(12, 400 / step))) yield return ChaosPlan.FromSeed((int)(seed & int.MaxValue));
        for (var at = offset; at < request; at += step)
        {
            yield return new ChaosPlan { CutRequestAfter = at, Reset = at % 3 == 0, HalfOpen = at % 50 == 1 };
        }

        for (var at = offset; at < answer; at += step)
        {
            yield return new ChaosPlan { CutAnswerAfter = at, Reset = at % 3 == 0, HalfOpen = at % 50 == 1 };
        }

        // Two faults at once: late, twice, and cut on either way, in an orderly manner, with a reset, or dead.
        foreach (var ending in new[] { ChaosPlan.Clean, new ChaosPlan { Reset = true }, new ChaosPlan { HalfOpen = true }, new ChaosPlan { HalfOpen = true, Reset = true } })
        {
            yield return ending with { Duplicate = true, CutRequestAfter = request / 2 };
            yield return ending with { Duplicate = true, CutAnswerAfter = 0 };
            yield return ending with { Duplicate = true, CutAnswerAfter = answer / 2, Delay = TimeSpan.FromSeconds(1) };
            yield return ending with { Delay = TimeSpan.FromSeconds(1), CutRequestAfter = request / 3 };
            yield return ending with { Delay = TimeSpan.FromSeconds(1), CutAnswerAfter = 0 };
            yield return ending with { CutRequestAfter = request / 2, CutAnswerAfter = 0 };
        }

        // Dropped answers and dead links, whatever the step.
        yield return new ChaosPlan { CutAnswerAfter = 0 };
        yield return new ChaosPlan { CutAnswerAfter = 0, Reset = true };
        yield return new ChaosPlan { CutAnswerAfter = 0, HalfOpen = true };
        yield return new ChaosPlan { CutRequestAfter = 0, HalfOpen = true };
        yield return new ChaosPlan { CutRequestAfter = 0, Reset = true };
    }

    private Task TryAllAsync(string operation, IEnumerable<ChaosPlan> plans) => Parallel.ForEachAsync(
        plans, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (plan, _) => await TryAsync(operation, plan));

    private async Task TryAsync(string operation, ChaosPlan plan)
    {
        await using var line = new FaultyLine(_simulator, plan);
        var account = await line.PassAsync(line.AccountAsync());
        var hint = $"{operation}, {plan}";
        var entry = OrderSpec.Limit(Stock, Side.Buy, 1m, 1m);
        var exit = OrderSpec.Limit(Stock, Side.Sell, 1m, 2m);
        var wish = operation == "bracket"
            ? OrderIntent.Place(account, OrderPlan.Bracket(entry, exit, exit with { Price = new PriceTerms.Stop(0.5m) }))
            : OrderIntent.Place(account, entry);
        var order = await line.PassAsync(line.Trading.PrepareAsync(wish, cancellationToken: Token));
        if (operation is "place" or "bracket")
        {
            line.Arm();
            await CheckAsync(line, plan, order, await line.PassAsync(line.Trading.SubmitAsync(order, Token)), hint);
            return;
        }

        var placed = Assert.IsType<SubmitResult.Placed>(await line.PassAsync(line.Trading.SubmitAsync(order, Token)));
        var target = new OrderRef(account, placed.Orders[0].Order!.Value);
        if (operation == "replace")
        {
            var change = await line.PassAsync(line.Trading.PrepareAsync(OrderIntent.Modify(target, new OrderChange(TotalQuantity: 2m)), cancellationToken: Token));
            line.Arm();
            await CheckAsync(line, plan, change, await line.PassAsync(line.Trading.SubmitAsync(change, Token)), hint);
            return;
        }

        line.Arm();
        await CheckAsync(line, order.WireId!, target, await line.PassAsync(line.Trading.CancelAsync(target, Token)), hint);
    }

    private static async Task CheckAsync(FaultyLine line, ChaosPlan plan, PreparedOrder order, SubmitResult result, string hint)
    {
        Assert.True(line.WasMet, hint);
        // A connection that was reset before anything was read from it proves that nothing has left. Nothing else here does.
        Assert.True(result is SubmitResult.Placed or SubmitResult.OutcomeUnknown || (plan.Refuse && result is SubmitResult.Rejected), $"{hint}: {result}");
        if (result is SubmitResult.Placed) Assert.True(line.Held(order.WireId!) is not null, $"{hint}: placed, and the exchange has nothing");

        var settled = await line.SettledAsync(JournalEntry.KeyOf(order.Intent.ClientOrderId));
        var held = line.Held(order.WireId!);
        var absent = result is SubmitResult.Rejected ? JournalState.Rejected : JournalState.NotArrived;
        Assert.True(settled.State == (held is null ? absent : JournalState.Placed), $"{hint}: {settled.State}, and the exchange has {held?.State}");
        if (held is null) return;

        Assert.True(settled.Orders[0].Order is not null, $"{hint}: no id");
        // A bracket is there whole or not at all.
        if (order.Intent is OrderIntent.New { Plan: OrderPlan.OneTriggers })
            Assert.Equal(3, line.Tree(held.Id).Count(one => one.Legs.Count > 0));
    }

    private static async Task CheckAsync(FaultyLine line, string wireId, OrderRef target, CancelResult result, string hint)
    {
        OrderState State() => line.Held(wireId)!.State;
        Assert.True(line.WasMet, hint);
        Assert.True(result is not CancelResult.Refused, $"{hint}: {result}");
        if (result is not CancelResult.OutcomeUnknown) Assert.True(State() == OrderState.Cancelled, $"{hint}: {result}, and it is {State()}");

        var settled = await line.SettledAsync(JournalEntry.KeyOf(target));
        Assert.True(
            settled.State == (State() == OrderState.Cancelled ? JournalState.Placed : JournalState.NotArrived),
            $"{hint}: {settled.State}, and it is {State()}");
    }
}
