using System.Collections.Concurrent;
using System.Text;

namespace Brokerage.Storage.Sqlite.Tests.Canaries;

/// <summary>Secrets that occur nowhere else, and every form in which one of them could be found.</summary>
internal sealed class Canaries(ulong seed)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private readonly Random _random = new(unchecked((int)seed));
    private readonly ConcurrentDictionary<string, string> _values = new(StringComparer.Ordinal);

    public int Count => _values.Count;

    /// <summary>A secret of that name; its signs change when it is put into an address.</summary>
    public string New(string name)
    {
        lock (_random)
        {
            var text = new string([.. Enumerable.Range(0, 40).Select(_ => Letters[_random.Next(Letters.Length)])]);
            return _values[$"{name} {_values.Count}"] = $"{text[..20]}/+ {text[20..]}=";
        }
    }

    /// <summary>Watches a secret that somebody else has made.</summary>
    public void Watch(string name, string value) => _values[$"{name} {_values.Count}"] = value;

    /// <summary>What of them is found in a text; null for nothing.</summary>
    public string? FindIn(string text)
    {
        foreach (var (name, value) in _values)
        {
            foreach (var (form, written) in Forms(value))
            {
                if (text.Contains(written, StringComparison.Ordinal)) return $"{name}, {form}";
            }
        }

        return null;
    }

    public string? FindIn(byte[] bytes) => FindIn(Encoding.Latin1.GetString(bytes));

    public static IEnumerable<(string Form, string Written)> Forms(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        yield return ("raw", value);
        yield return ("its first eight characters", value[..8]);
        yield return ("for an address", Uri.EscapeDataString(value));
        yield return ("in hexadecimal", Convert.ToHexString(bytes));
        yield return ("in small hexadecimal", Convert.ToHexStringLower(bytes));
        yield return ("in two bytes each", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(value[..8])));
        for (var offset = 0; offset < 3; offset++)
        {
            // Behind other bytes it is another text: what does not depend on its neighbours is looked for.
            var base64 = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var from = offset == 0 ? 0 : 4;
            yield return ($"in base64 behind {offset}", base64[from..^4]);
            yield return ($"in base64 for addresses behind {offset}", base64[from..^4].Replace('+', '-').Replace('/', '_'));
            yield return ($"the beginning of its base64 behind {offset}", base64[from..(from + 8)]);
        }
    }
}
