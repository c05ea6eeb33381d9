using System.Reflection;
using System.Runtime.ExceptionServices;
using Xunit.Sdk;
using Xunit.v3;

namespace Brokerage.Conformance.Tests.Runner;

/// <summary>Runs cases without the framework's runner, so that a test can say which of them fail.</summary>
internal static class CaseRunner
{
    // A case takes some milliseconds; one that hangs is a case that fails.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static async Task<Outcome> RunAsync(Case one, Type broker)
    {
        try
        {
            await PlayAsync(one, broker).WaitAsync(Limit, TestContext.Current.CancellationToken);
            return new Outcome.Passed();
        }
        catch (Exception failure) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            var message = failure.Message;
            return message.StartsWith(DynamicSkipToken.Value, StringComparison.Ordinal)
                ? new Outcome.Skipped(message[DynamicSkipToken.Value.Length..])
                : new Outcome.Failed($"{failure.GetType().Name}: {message}");
        }
    }

    private static async Task PlayAsync(Case one, Type broker)
    {
        var type = one.Suite.MakeGenericType(broker);
        var suite = (IAsyncLifetime)Activator.CreateInstance(type)!;
        try
        {
            await suite.InitializeAsync();
            if (Invoke(type.GetMethod(one.Method)!, suite, one) is Task task)
            {
                await task;
            }
        }
        finally
        {
            await suite.DisposeAsync();
        }
    }

    private static object? Invoke(MethodInfo method, object suite, Case one)
    {
        try
        {
            return method.Invoke(suite, [.. one.Arguments]);
        }
        catch (TargetInvocationException wrapped)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }
    }
}
