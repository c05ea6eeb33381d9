namespace Brokerage.Conformance.Tests.Runner;

/// <summary>Alpaca by token, with a mistake in how users are let in.</summary>
public sealed class SpoiltSignInTestBroker : AlpacaOAuthTestBroker
{
    private static readonly AsyncLocal<Func<IBrokerageAuthorizer, IBrokerageAuthorizer>?> Current = new();

    /// <inheritdoc/>
    public override IBrokerageAdapter Adapter => Current.Value is { } spoil ? new SpoiltAdapter(base.Adapter, spoil(base.Adapter.Authorizer)) : base.Adapter;

    /// <summary>Runs a case with the mistake in the adapter.</summary>
    internal static async Task<Outcome> RunAsync(Case one, Func<IBrokerageAuthorizer, IBrokerageAuthorizer> spoil)
    {
        Current.Value = spoil;
        return await CaseRunner.RunAsync(one, typeof(SpoiltSignInTestBroker));
    }

    private sealed class SpoiltAdapter(IBrokerageAdapter right, IBrokerageAuthorizer authorizer) : IBrokerageAdapter
    {
        public BrokerId Id => right.Id;

        public string Name => right.Name;

        public IReadOnlyList<BrokerEnvironment> Environments => right.Environments;

        public IBrokerageAuthorizer Authorizer => authorizer;

        public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => right.FeaturesIn(environment);

        public IBrokerageConnection Create(BrokerageConnectionContext context) => right.Create(context);
    }
}
