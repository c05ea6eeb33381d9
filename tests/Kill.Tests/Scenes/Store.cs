namespace Brokerage.Kill.Tests.Scenes;

/// <summary>What the journal is kept in.</summary>
internal enum Store
{
    File,
    Sqlite,
}
