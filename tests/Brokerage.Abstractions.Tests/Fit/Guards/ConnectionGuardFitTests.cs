using Brokerage.Fit.Fdx;
using Brokerage.Fit.Kit;
using Brokerage.Fit.Manual;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Fit.Guards;

/// <summary>A guard around whole connections: what a broker lacks stays missing, its extras stay reachable, and nothing leads past the guard.</summary>
public sealed class ConnectionGuardFitTests
{
    private static readonly ConnectionId Login = ConnectionId.Parse("login-9");
    private readonly FakeClock _clock = FakeClock.Friday();

    [Fact]
    public async Task The_entry_role_of_accounts_kept_by_hand_is_reachable_through_a_guard_and_the_orders_are_not()
    {
        var guard = new ConnectionGuard { Stage = GuardStage.Audit, Wrap = (_, inner) => new Watching(inner) };
        Assert.Equal(GuardStage.Audit, guard.Stage);
        var inner = new ManualAdapter(_clock).Create(Context(ManualAdapter.Broker, ManualAdapter.Book));
        await using var guarded = guard.Wrap(null!, inner);
        Assert.NotNull(guarded.GetService<IManualEntry>());
        Assert.Null(guarded.GetService<ITrading>());
        Assert.Null(guarded.GetService<IBrokerageConnection>());
        Assert.NotNull(guarded.Trading);
        Assert.Same(inner.Accounts, guarded.Accounts);
        Assert.Equal((Login, ManualAdapter.Broker, ManualAdapter.Book), (guarded.Connection, guarded.Broker, guarded.Environment));
    }

    [Fact]
    public async Task A_role_that_the_broker_lacks_is_null_behind_a_guard_too()
    {
        var inner = new FdxAdapter(new PlayedFdx(_clock), _clock).Create(Context(FdxAdapter.Broker, FdxAdapter.Live));
        var guarded = new Watching(inner);
        Assert.Null(guarded.Trading);
        Assert.Null(guarded.MarketData);
        Assert.Null(guarded.Streaming);
        Assert.Same(inner.Features, guarded.Features);
        Assert.Equal(ConnectionState.Active, (await guarded.ConnectAsync(TestContext.Current.CancellationToken)).State);
        Assert.Equal(ConnectionState.Active, (await guarded.GetStatusAsync(TestContext.Current.CancellationToken)).State);
        await guarded.DisconnectAsync(false, TestContext.Current.CancellationToken);
        await guarded.DisposeAsync();
        Assert.Equal(["connect", "status", "disconnect", "dispose"], guarded.Seen);
    }

    [Fact]
    public void A_guard_is_registered_beside_the_connections()
    {
        var builder = new RegistrationFitTests.Builder(new ServiceCollection());
        var guard = new ConnectionGuard { Stage = GuardStage.Risk, Wrap = (_, inner) => inner };
        builder.AddGuard(guard);
        Assert.Same(guard, Assert.Single(builder.Services).ImplementationInstance);
    }

    private BrokerageConnectionContext Context(BrokerId broker, BrokerEnvironment environment) => new()
    {
        Connection = Login,
        Environment = environment,
        Application = "our-app",
        Secrets = Kit.Secrets.Of(broker, "any", _clock.GetUtcNow()),
    };

    private sealed class Watching(IBrokerageConnection inner) : DelegatingConnection(inner)
    {
        public List<string> Seen { get; } = [];

        public override ConnectionId Connection => base.Connection;

        public override BrokerId Broker => base.Broker;

        public override BrokerEnvironment Environment => base.Environment;

        public override BrokerFeatures Features => base.Features;

        public override IAccounts Accounts => base.Accounts;

        public override ITrading? Trading => base.Trading;

        public override IMarketData? MarketData => base.MarketData;

        public override IStreaming? Streaming => base.Streaming;

        public override object? GetService(Type serviceType, object? serviceKey = null) => base.GetService(serviceType, serviceKey);

        public override Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default)
        {
            Seen.Add("connect");
            return base.ConnectAsync(cancellationToken);
        }

        public override Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default)
        {
            Seen.Add("status");
            return base.GetStatusAsync(cancellationToken);
        }

        public override Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default)
        {
            Seen.Add("disconnect");
            return base.DisconnectAsync(logOut, cancellationToken);
        }

        public override ValueTask DisposeAsync()
        {
            Seen.Add("dispose");
            return base.DisposeAsync();
        }
    }
}
