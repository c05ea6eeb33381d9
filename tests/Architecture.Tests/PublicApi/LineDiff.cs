namespace Brokerage.Architecture.Tests.PublicApi;

/// <summary>The lines that went (-) and came (+), in order.</summary>
internal static class LineDiff
{
    public static IEnumerable<string> Between(string before, string after)
    {
        string[] old = before.Split('\n');
        string[] now = after.Split('\n');
        int[,] common = Common(old, now);
        int i = 0;
        int j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i].Equals(now[j], StringComparison.Ordinal))
            {
                i++;
                j++;
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return $"- {old[i++]}";
            }
            else
            {
                yield return $"+ {now[j++]}";
            }
        }
    }

    // Length of the longest common run of lines from each pair of places to the ends.
    private static int[,] Common(string[] old, string[] now)
    {
        int[,] common = new int[old.Length + 1, now.Length + 1];
        for (int i = old.Length - 1; i >= 0; i--)
        {
            for (int j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i].Equals(now[j], StringComparison.Ordinal) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
