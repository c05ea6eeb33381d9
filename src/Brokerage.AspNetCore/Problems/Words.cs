using System.Text;

namespace Brokerage.AspNetCore.Problems;

internal static class Words
{
    /// <summary>A code as a title: <c>OrderNotFound</c> becomes "Order not found".</summary>
    public static string Of(string code)
    {
        var text = new StringBuilder(code.Length + 4);
        foreach (var letter in code)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0) text.Append(' ').Append(char.ToLowerInvariant(letter));
            else text.Append(letter);
        }

        return text.ToString();
    }
}
