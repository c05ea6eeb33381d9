namespace Brokerage.Architecture.Tests.Network;

/// <summary>Tests that run when no other test does.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class Alone;
