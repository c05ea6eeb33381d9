namespace Brokerage.Kill.Tests.Scenes;

/// <summary>An identical order of the same account that was placed elsewhere.</summary>
internal enum Twin
{
    None,

    /// <summary>Before ours was prepared.</summary>
    Before,

    /// <summary>After ours was prepared.</summary>
    After,
}
