using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Brokerage.Kill.Tests.Child;

namespace Brokerage.Kill.Tests.Worlds;

/// <summary>Starts a process, waits until every order in it has come to where it is to die, and kills it.</summary>
internal static class Killing
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The signal of a process that was killed, as its exit code tells it: 128 and 9.</summary>
    public const int Killed = 137;

    public static async Task RunAsync(IReadOnlyList<World> worlds)
    {
        using var process = Start(Program.ChildArgument);
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(worlds.Select(world => world.Errand)));
            await process.StandardInput.FlushAsync();
            var (told, waits) = await ListenAsync(process, worlds);
            if (waits)
            {
                await process.StandardInput.WriteLineAsync("go");
                await process.StandardInput.FlushAsync();
                // Somewhere within the writing: how far it has come is nobody's choice.
                Thread.SpinWait((int)(worlds[0].Scene.Seed % 400_000));
            }

            process.Kill();
            await process.WaitForExitAsync();
            if (process.ExitCode != Killed) throw new InvalidOperationException($"The process ended by itself, with {process.ExitCode}.");
            foreach (var world in worlds)
            {
                await world.Line.QuietAsync();
                var (at, text) = told[world.Scene.Index];
                world.Die(at, text);
            }
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static async Task<(Dictionary<int, (DateTimeOffset, string)> Told, bool Waits)> ListenAsync(Process process, IReadOnlyList<World> worlds)
    {
        using var patience = new CancellationTokenSource(Patience);
        var told = new Dictionary<int, (DateTimeOffset, string)>();
        var waits = false;
        while (told.Count < worlds.Count)
        {
            string? line;
            try
            {
                line = await process.StandardOutput.ReadLineAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                line = null;
            }

            if (line is null)
            {
                var missing = worlds.Where(world => !told.ContainsKey(world.Scene.Index)).Select(world => world.Scene.ToString());
                throw new InvalidOperationException($"These never came to their point: {string.Join("; ", missing)}");
            }

            var words = line.Split(' ', 4);
            var place = int.Parse(words[1], CultureInfo.InvariantCulture);
            if (words[0] == Parent.Failed)
                throw new InvalidOperationException($"{worlds.First(world => world.Scene.Index == place).Scene}: {words[3]}");

            waits |= words[0] == Parent.Waits;
            told[place] = (new DateTimeOffset(long.Parse(words[2], CultureInfo.InvariantCulture), TimeSpan.Zero), words[0] + " " + words[3]);
        }

        return (told, waits);
    }

    /// <summary>Starts this program once more.</summary>
    public static Process Start(params ReadOnlySpan<string> arguments)
    {
        var host = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(host, ["exec", typeof(Killing).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start) ?? throw new InvalidOperationException("The process could not be started.");
    }
}
