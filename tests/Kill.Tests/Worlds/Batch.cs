using Brokerage.Kill.Tests.Scenes;

namespace Brokerage.Kill.Tests.Worlds;

/// <summary>Scenes whose orders die in the same process.</summary>
internal static class Batch
{
    /// <summary>Plays scenes and writes down how they ended.</summary>
    public static async Task RunAsync(IReadOnlyList<Scene> scenes, Tally tally)
    {
        var folder = Directory.CreateTempSubdirectory("brokerage-kill-");
        var worlds = new List<World>();
        try
        {
            worlds.AddRange(await Task.WhenAll(scenes.Select(scene => World.OpenAsync(scene, folder.FullName))));
            await Killing.RunAsync(worlds);
            List<World> again = [.. worlds.Where(world => world.Scene is { Point: KillPoint.WhileResolving, SecondProcess: true })];
            if (again.Count > 0) await Killing.RunAsync(again);
            await Task.WhenAll(worlds.Select(world => JudgeAsync(world, tally)));
        }
        finally
        {
            await Task.WhenAll(worlds.Select(world => world.DisposeAsync().AsTask()));
            folder.Delete(recursive: true);
        }
    }

    private static async Task JudgeAsync(World world, Tally tally)
    {
        try
        {
            tally.Add(world.Scene, await Afterwards.JudgeAsync(world));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            tally.Add(exception is InvalidOperationException ? exception.Message : $"{world.Scene}: {exception}");
        }
    }
}
