namespace Brokerage.Conformance.Tests.Runner;

/// <summary>Every suite of the kit for whatever test broker it is closed with. Not public: this runner runs them, not the framework.</summary>
internal static class Suites
{
    /// <summary>The open classes, one for each suite.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. typeof(Suites).GetNestedTypes(System.Reflection.BindingFlags.NonPublic)];

    internal sealed class Accounts<T> : AccountConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Cancels<T> : CancelConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Doubts<T> : DoubtConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Features<T> : FeatureConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Fills<T> : FillConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Histories<T> : HistoryConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class MarketData<T> : MarketDataConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Options<T> : OptionConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Orders<T> : OrderConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Refusals<T> : RefusalConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Replacements<T> : ReplaceConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class SignIns<T> : SignInConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Streams<T> : StreamConformanceTests<T>
        where T : TestBroker, new();

    internal sealed class Terms<T> : TermsConformanceTests<T>
        where T : TestBroker, new();
}
