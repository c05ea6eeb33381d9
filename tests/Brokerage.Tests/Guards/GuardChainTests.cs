using System.Diagnostics;
using System.Diagnostics.Metrics;
using Brokerage.Mock;
using Brokerage.Testing;
using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Brokerage.Tests.Guards;

/// <summary>The guards as an application registers them, round the Mock broker.</summary>
public sealed class GuardChainTests
{
    private static readonly Instrument Berkshire = Instrument.Parse("BRK.B");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_guards_stand_in_their_stages_whatever_the_order_of_registration()
    {
        await using var provider = Build(builder => builder
            .UseRiskLimits(limits => limits.MaxOrderValue = 10_000m).UseTelemetry().UseOrderConfirmation(options => options.AskAbove = 5_000m).UseValidation());
        var orders = provider.GetRequiredService<IBrokerageService>().Orders;
        var account = await AccountAsync(provider);

        var small = await orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, 1m, 300m)), Token);
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, 40m, 300m)), Token));
        var question = asked.Questions[0];
        var refused = Assert.IsType<SubmitResult.Rejected>(await orders.SubmitAsync(
            asked.Next with { Approvals = [new Approval(question.Id, question.Text, OrderConfirmation.Yes, "ann", Make.Noon)] }, Token));

        Assert.IsType<SubmitResult.Placed>(small);
        Assert.Equal(BrokerageErrorCode.RiskLimitExceeded, refused.Error.Code);
    }

    [Fact]
    public async Task The_kill_switch_works_through_the_container()
    {
        await using var provider = Build(builder => builder.UseRiskLimits().UseRiskLimits(limits => limits.MaxPositionShare = 0.9m));
        var orders = provider.GetRequiredService<IBrokerageService>().Orders;
        var account = await AccountAsync(provider);
        var placed = Assert.IsType<SubmitResult.Placed>(await orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, 1m, 1m)), Token));

        provider.GetRequiredService<IRiskControl>().Mode = TradingMode.Stopped;

        var refused = Assert.IsType<SubmitResult.Rejected>(await orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, 1m, 1m)), Token));
        Assert.Equal("Trading is stopped.", refused.Error.Message);
        Assert.IsType<CancelResult.Requested>(await orders.CancelAsync(new OrderRef(account, placed.Orders[0].Order!.Value), Token));
    }

    [Fact]
    public async Task A_filled_order_is_counted_once_by_readings_of_a_real_adapter()
    {
        await using var provider = Build(builder => builder.UseRiskLimits(limits => (limits.MaxPositionShare, limits.MaxReadingAge) = (0.5m, TimeSpan.Zero)));
        var orders = provider.GetRequiredService<IBrokerageService>().Orders;
        var account = await AccountAsync(provider);
        for (var i = 0; i < 3; i++)
            Assert.IsType<SubmitResult.Placed>(await orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, 5m, 1_000m)), Token));
        Assert.True(provider.GetRequiredService<RiskBooks>().Of(account).Live <= 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Validation_gives_all_reasons_before_anything_leaves(bool atSubmit)
    {
        var broker = new TinyBroker();
        var clock = new FakeTimeProvider(Make.Noon);
        var trading = new ValidationTrading(broker, broker.Features, new WishBook(new MemoryOrderJournal(), clock), new OrderValidationOptions(), clock);
        var spec = OrderSpec.Limit(Berkshire, Side.Buy, 1m, 100m) with
        {
            Price = new PriceTerms.Other("?"),
            TimeInForce = new TimeInForce(TimeInForceKind.GoodTillDate, new DateOnly(2026, 3, 3)),
        };
        var wish = OrderIntent.Place(broker.Account, spec);

        var error = atSubmit
            ? Assert.IsType<SubmitResult.Rejected>(await trading.SubmitAsync(TinyBroker.Prepared(wish), Token)).Error
            : (await Assert.ThrowsAsync<BrokerageException>(() => trading.PrepareAsync(wish, cancellationToken: Token))).Error;

        Assert.True(error.Details.Count >= 2, error.Message);
        Assert.Empty(broker.Sent);
    }

    [Fact]
    public async Task Validation_lets_the_journal_answer_for_a_wish_whose_day_has_passed()
    {
        var broker = new TinyBroker();
        var clock = new FakeTimeProvider(Make.Noon);
        var journal = new MemoryOrderJournal();
        var trading = new ValidationTrading(broker, broker.Features, new WishBook(journal, clock), new OrderValidationOptions(), clock);
        var wish = OrderIntent.Place(broker.Account, OrderSpec.Limit(Berkshire, Side.Buy, 1m, 100m) with
        {
            TimeInForce = new TimeInForce(TimeInForceKind.GoodTillDate, new DateOnly(2026, 3, 4)),
        });
        clock.Advance(TimeSpan.FromDays(3));
        Assert.IsType<SubmitResult.Rejected>(await trading.SubmitAsync(TinyBroker.Prepared(wish), Token));
        await journal.TryWriteAsync(
            new JournalEntry { Key = JournalEntry.KeyOf(wish.ClientOrderId), Version = 1, State = JournalState.Sending, Order = TinyBroker.Prepared(wish), RecordedAt = Make.Noon, ChangedAt = Make.Noon }, Token);
        Assert.IsType<SubmitResult.Placed>(await trading.SubmitAsync(TinyBroker.Prepared(wish), Token));
    }

    [Fact]
    public async Task Telemetry_tells_outcomes_and_no_names()
    {
        await using var provider = Build(builder => builder.UseTelemetry().UseRiskLimits());
        var account = await AccountAsync(provider);
        var seen = new List<string>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == BrokerageTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Note(activity.OperationName, activity.TagObjects.Select(tag => (tag.Key, tag.Value))),
        };
        ActivitySource.AddActivityListener(activities);
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Meter.Name == BrokerageTelemetry.SourceName) listener.EnableMeasurementEvents(instrument); } };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument.Name, tags.ToArray().Select(tag => (tag.Key, tag.Value))));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument.Name, tags.ToArray().Select(tag => (tag.Key, tag.Value))));
        meters.Start();

        var orders = provider.GetRequiredService<IBrokerageService>().Orders;
        await orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, 1m, 1m)), Token);
        await orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, 1_000m, 900m)), Token);

        var told = string.Join('\n', seen);
        Assert.Contains("brokerage.orders brokerage.broker=mock brokerage.environment=simulated brokerage.operation=orders.submit brokerage.order.outcome=placed", told, StringComparison.Ordinal);
        Assert.Contains("brokerage.order.outcome=rejected error.type=PositionSizeExceeded", told, StringComparison.Ordinal);
        Assert.Contains("orders.submit brokerage.broker=mock", told, StringComparison.Ordinal);
        Assert.DoesNotContain(account.Account.Value, told, StringComparison.Ordinal);
        Assert.DoesNotContain("BRK", told, StringComparison.Ordinal);

        void Note(string name, IEnumerable<(string Key, object? Value)> tags)
        {
            lock (seen) seen.Add(name + " " + string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}")));
        }
    }

    [Fact]
    public async Task Telemetry_without_listeners_hands_the_very_call_on()
    {
        var broker = new TinyBroker();
        var trading = new TelemetryTrading(broker, new CallMeters(broker, factory: null, new FakeTimeProvider()));
        var order = TinyBroker.Prepared(OrderIntent.Place(broker.Account, OrderSpec.Limit(Berkshire, Side.Buy, 1m, 1m)));
        await trading.SubmitAsync(order, Token);
        Assert.Same(order, Assert.Single(broker.Sent));
    }

    [Theory]
    [InlineData(-0.1, 1, 0.05)]
    [InlineData(0.3, -1, 0.05)]
    [InlineData(0.3, 1, 1.5)]
    public void Limits_are_checked_at_the_start(double share, int orders, double collar)
    {
        using var provider = Build(builder => builder.UseRiskLimits(limits =>
            (limits.MaxPositionShare, limits.MaxOrdersPerDay, limits.PriceCollar) = ((decimal)share, orders, (decimal)collar)));
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<RiskLimitOptions>>().Value);
    }

    [Fact]
    public void The_question_has_a_time()
    {
        using var provider = Build(builder => builder.UseOrderConfirmation(options => options.AnswerWithin = TimeSpan.Zero));
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<OrderConfirmationOptions>>().Value);
    }

    private static async Task<AccountRef> AccountAsync(ServiceProvider provider)
    {
        await using var lease = await provider.GetRequiredService<IBrokerageService>().Connections.LeaseAsync(ConnectionId.Parse("mock"), Token);
        return (await lease.Accounts.GetAccountsAsync(Token)).Items[0].Ref;
    }

    private static ServiceProvider Build(Action<IBrokerageBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        configure(services.AddBrokerage().AddMock("mock", options =>
        {
            options.PriceInterval = null;
            options.Accounts = [new Exchange.AccountOpening { Id = "MOCK-1", Kind = MarginKind.Margin, Cash = 50_000m }];
        }));
        return services.BuildServiceProvider(validateScopes: true);
    }
}
