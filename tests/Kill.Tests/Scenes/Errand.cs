namespace Brokerage.Kill.Tests.Scenes;

/// <summary>What a process is told to do and where to die.</summary>
/// <param name="Place">The scene's place in the matrix.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Resolve">True to look for what an earlier process left; false to send the wish.</param>
/// <param name="Address">Where the broker answers.</param>
/// <param name="KeyId">The broker's key.</param>
/// <param name="SecretKey">Its secret half.</param>
/// <param name="Journal">The file of the journal.</param>
/// <param name="Price">The price of the order.</param>
/// <param name="Start">The time at which the process starts, on the journal's clock.</param>
internal sealed record Errand(
    int Place, ulong Seed, bool Resolve, Uri Address, string KeyId, string SecretKey, string Journal, decimal Price, DateTimeOffset Start)
{
    public Scene Scene => Scene.Of(Place, Seed);
}
