namespace Brokerage.Conformance.Tests.Differential;

/// <summary>Makes a story shorter for as long as it still fails: first by halves, then step by step.</summary>
internal static class Shrinker
{
    private const int MostTries = 80;

    /// <summary>A story of which no step can be left out any more, or the shortest that was found with so many tries.</summary>
    public static async Task<Story> ShrinkAsync(Story story, Func<Story, Task<bool>> fails)
    {
        var tries = 0;
        for (var part = Math.Max(1, story.Steps.Count / 2); ; part = Math.Max(1, part / 2))
        {
            var before = story.Steps.Count;
            for (var from = story.Steps.Count - part; from > -part && tries < MostTries; from -= part)
            {
                var shorter = Without(story, Math.Max(0, from), Math.Min(part, from + part));
                if (shorter.Steps.Count == story.Steps.Count)
                    continue;
                tries++;
                if (await fails(shorter))
                    story = shorter;
            }

            if (tries >= MostTries || (part == 1 && story.Steps.Count == before))
                return story;
        }
    }

    private static Story Without(Story story, int from, int count) => new([.. story.Steps.Take(from), .. story.Steps.Skip(from + count)]);
}
