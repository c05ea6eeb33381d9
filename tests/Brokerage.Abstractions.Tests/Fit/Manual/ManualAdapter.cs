using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Manual;

/// <summary>
/// Accounts whose trades a person types in: a broker like any other. An order goes through the same door; that it was filled is a fact
/// that a person records, through a role of this package alone.
/// </summary>
internal sealed class ManualAdapter(TimeProvider clock) : IBrokerageAdapter
{
    public static BrokerId Broker { get; } = BrokerId.Parse("manual");

    /// <summary>No address at all: nothing can be reached from here.</summary>
    public static BrokerEnvironment Book { get; } = new("book", EnvironmentKind.Simulated, []);

    public BrokerId Id => Broker;

    public string Name => "Kept by hand";

    public IReadOnlyList<BrokerEnvironment> Environments => [Book];

    public IBrokerageAuthorizer Authorizer { get; } = new ManualAuthorizer(clock);

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => Features.Everything(Broker, new OrderScope { Operation = OrderOperation.ReplaceTerms });

    public IBrokerageConnection Create(BrokerageConnectionContext context) => new ManualConnection(context, FeaturesIn(context.Environment), clock);
}
