namespace Brokerage.Kill.Tests.Scenes;

/// <summary>What a process is told to do and where to die.</summary>
/// <param name="Place">The scene's place in the matrix.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Resolve">True to look for what an earlier process left; false to send the wish.</param>
/// <param name="Address">Where the broker answers.</param>
/// <param name="Keys">What the broker lets in: key and secret; at E*TRADE the application's, then the token and its secret.</param>
/// <param name="Journal">The file of the journal.</param>
/// <param name="Price">The price of the order.</param>
/// <param name="Start">The time at which the process starts, on the journal's clock.</param>
internal sealed record Errand(
    int Place, ulong Seed, bool Resolve, Uri Address, IReadOnlyList<string> Keys, string Journal, decimal Price, DateTimeOffset Start)
{
    public Scene Scene => Scene.Of(Place, Seed);
}
