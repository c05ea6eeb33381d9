namespace Brokerage.Kill.Tests.Scenes;

/// <summary>What is asked of the broker.</summary>
internal enum Wish
{
    Single,
    Bracket,
    Replace,
    Cancel,
}
