namespace Brokerage.Kill.Tests.Scenes;

/// <summary>What is asked of the broker.</summary>
internal enum Wish
{
    Single,

    /// <summary>A bracket; a stop with a limit where the broker takes none.</summary>
    Bracket,

    Replace,
    Cancel,
}
