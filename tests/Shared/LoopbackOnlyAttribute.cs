using System.Reflection;
using Brokerage.TestSupport;
using Xunit.v3;

[assembly: LoopbackOnly]
[assembly: AssemblyFixture(typeof(LoopbackAtTheEnd))]

namespace Brokerage.TestSupport;

/// <summary>Stands on every test assembly and fails the test that reached for anything but loopback.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class LoopbackOnlyAttribute : BeforeAfterTestAttribute
{
    /// <inheritdoc />
    public override void After(MethodInfo methodUnderTest, IXunitTest test) =>
        Demand(LoopbackGuard.Take(test.UniqueID));

    /// <summary>Throws when something was reached for.</summary>
    public static void Demand(IReadOnlyList<string> reached)
    {
        if (reached.Count > 0)
        {
            throw new InvalidOperationException($"A test may reach loopback only, but {string.Join(" and ", reached)}.");
        }
    }
}

/// <summary>Catches what a test left running behind it and what happened between tests.</summary>
internal sealed class LoopbackAtTheEnd : IDisposable
{
    /// <inheritdoc />
    public void Dispose()
    {
        IReadOnlyList<string> reached = LoopbackGuard.TakeAll();
        foreach (string what in reached)
        {
            // The runner reports that the end of the assembly failed, but not why.
            Console.Error.WriteLine($"Left behind by a test: {what}.");
        }

        LoopbackOnlyAttribute.Demand(reached);
    }
}
