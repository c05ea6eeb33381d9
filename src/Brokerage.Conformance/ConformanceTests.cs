namespace Brokerage.Conformance;

/// <summary>What all suites share. A test project derives from every suite, once per test broker.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class ConformanceTests<TBroker> : IAsyncLifetime
    where TBroker : TestBroker, new()
{
    private protected ConformanceTests()
    {
    }

    /// <summary>A broker of this case's own.</summary>
    private protected TBroker Broker { get; } = new();

    /// <summary>The connection under test.</summary>
    private protected IBrokerageConnection Connection => Broker.Connection;

    /// <summary>What the adapter says of itself.</summary>
    private protected BrokerFeatures Features => Connection.Features;

    /// <summary>The account under test.</summary>
    private protected AccountId Account => Broker.Account.Account;

    /// <summary>Ends with the test run.</summary>
    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => await Broker.StartAsync(Token);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Leaves out a case that has no meaning without a feature, and says so in the report.</summary>
    private protected void Needs(Feature feature) => Assert.SkipUnless(Features.Of(feature).IsSupported, $"The features deny {feature}.");

    /// <summary>Leaves out a case that this test broker cannot play, and says why in the report.</summary>
    private protected static T Needs<T>(T? given, string why)
        where T : class
    {
        Assert.SkipWhen(given is null, why);
        return given;
    }

    /// <summary>Waits for an answer while the broker's clock goes on.</summary>
    private protected Task<T> AwaitAsync<T>(Task<T> answer) => Broker.WaitAsync(answer, Token);

    /// <summary>The error with which a call ends; the case fails when it succeeds or throws anything else.</summary>
    private protected async Task<BrokerageError> ErrorOfAsync<T>(Task<T> answer) =>
        (await Assert.ThrowsAsync<BrokerageException>(() => AwaitAsync(answer))).Error;
}
