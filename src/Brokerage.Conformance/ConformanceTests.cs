using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Xunit.v3;

namespace Brokerage.Conformance;

/// <summary>What all suites share. A test project derives from every suite, once per test broker.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class ConformanceTests<TBroker> : IAsyncLifetime
    where TBroker : TestBroker, new()
{
    private string? _leftOut;

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
        Report();
        await Broker.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Leaves out a case that has no meaning without a feature, and says so in the report.</summary>
    private protected void Needs(Feature feature) => LeaveOutUnless(Features.Of(feature).IsSupported, $"The features deny {feature}.");

    /// <summary>Leaves out a case that this test broker cannot play, and says why in the report.</summary>
    private protected T Needs<T>(T? given, string why)
        where T : class
    {
        LeaveOutUnless(given is not null, why);
        return given!;
    }

    /// <summary>Leaves out a case that takes a fault which this test broker cannot play, and says why in the report.</summary>
    private protected void Needs(BrokerFault fault) => LeaveOutUnless(Broker.WhyNot(fault) is null, Broker.WhyNot(fault) ?? "");

    /// <summary>Leaves out a case unless it has a meaning here, and says why in the report.</summary>
    private protected void LeaveOutUnless([DoesNotReturnIf(false)] bool hasMeaning, string why)
    {
        if (!hasMeaning)
        {
            _leftOut = why;
            Assert.Skip(why);
        }
    }

    /// <summary>Waits for an answer while the broker's clock goes on.</summary>
    private protected Task<T> AwaitAsync<T>(Task<T> answer) => Broker.WaitAsync(answer, Token);

    /// <summary>Waits, while the broker's clock stands still, until its books have something.</summary>
    private protected async Task UntilAsync(Func<bool> isSo, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Broker.Patience, $"The books never had {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token);
        }
    }

    /// <summary>How a call ends that its caller has left after the broker acted, at once and without the clock; a cancellation would say that nothing was sent.</summary>
    private protected async Task<T> LeftAsync<T>(Task<T> answer)
    {
        try
        {
            return await answer.WaitAsync(Broker.Patience, Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or TimeoutException && !Token.IsCancellationRequested)
        {
            Assert.Fail(failure is TimeoutException ? "Whoever leaves is held." : "A cancellation says that nothing was sent, and the broker has acted.");
            throw;
        }
    }

    /// <summary>The error with which a call ends; the case fails when it succeeds or throws anything else.</summary>
    private protected async Task<BrokerageError> ErrorOfAsync<T>(Task<T> answer) =>
        (await Assert.ThrowsAsync<BrokerageException>(() => AwaitAsync(answer))).Error;

    // The framework knows how a case ended once it has, which is when the suite is disposed of.
    private void Report()
    {
        if (TestContext.Current is not { TestCase.Traits: var traits, TestState: { } state } || !traits.TryGetValue("Case", out var ids))
        {
            return;
        }

        var arguments = string.Join(", ", (TestContext.Current.Test as IXunitTest)?.TestMethodArguments.Select(one => Convert.ToString(one, CultureInfo.InvariantCulture)) ?? []);
        ConformanceReportFiles.Add(new ConformanceResult(Broker.Name, ids.First(), arguments, state.Result switch
        {
            _ when _leftOut is not null => ConformanceOutcome.Skipped,
            TestResult.Failed => ConformanceOutcome.Failed,
            _ => ConformanceOutcome.Passed,
        }, _leftOut ?? state.ExceptionMessages?.FirstOrDefault()));
    }
}
