using System.Text.Json;
using Brokerage.Kill.Tests.Scenes;

namespace Brokerage.Kill.Tests.Child;

/// <summary>The process that is killed: brings many orders, each with a broker, a journal and a fate of its own, to where they are to die.</summary>
internal static class Victim
{
    public static async Task RunAsync()
    {
        var parent = new Parent();
        var errands = JsonSerializer.Deserialize<Errand[]>(await Console.In.ReadLineAsync() ?? "[]")!;
        var running = errands.Select(errand => Task.Run(() => RunOneAsync(errand, parent))).ToList();

        // The parent's next line lets go; the end of its lines means that it is gone, and nobody is left to kill.
        if (await Console.In.ReadLineAsync() is not null)
        {
            parent.LetGo();
            await Console.In.ReadLineAsync();
        }

        GC.KeepAlive(running);
    }

    private static async Task RunOneAsync(Errand errand, Parent parent)
    {
        var life = new Life(errand, parent);
        try
        {
            var end = errand.Resolve ? await life.ResolveAsync() : await life.SendAsync();
            parent.Tell(Parent.Over, errand.Place, life.Now, end);
        }
        catch (Exception exception)
        {
            parent.Tell(Parent.Failed, errand.Place, life.Now, exception.ToString());
        }
    }
}
