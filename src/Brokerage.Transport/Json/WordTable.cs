using System.Collections.Frozen;

namespace Brokerage.Transport;

/// <summary>
/// A broker's words for an enumeration. A word that is not in the table gives the enumeration's default (<c>Unknown</c>) beside the
/// broker's own word; nothing throws. Immutable and thread-safe.
/// </summary>
/// <typeparam name="T">An enumeration whose default value is <c>Unknown</c>.</typeparam>
public sealed class WordTable<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> _words;

    /// <summary>Makes a table that ignores case.</summary>
    public WordTable(params IEnumerable<(string Word, T Value)> words)
        : this(StringComparer.OrdinalIgnoreCase, words)
    {
    }

    /// <summary>Makes a table; of a word that occurs twice an <see cref="ArgumentException"/> tells.</summary>
    public WordTable(StringComparer comparer, params IEnumerable<(string Word, T Value)> words)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        ArgumentNullException.ThrowIfNull(words);
        Dictionary<string, T> table = new(comparer);
        foreach ((string word, T value) in words)
        {
            if (!table.TryAdd(word, value)) throw new ArgumentException($"The word '{word}' occurs twice.", nameof(words));
        }

        _words = table.ToFrozenDictionary(comparer);
    }

    /// <summary>The value of the broker's word, with the word kept as it came. Null gives the default with null.</summary>
    public Raw<T> Map(string? word) => new(word is not null && _words.TryGetValue(word, out T value) ? value : default, word);

    /// <summary>Whether the table has the word.</summary>
    public bool TryMap(string? word, out T value)
    {
        value = default;
        return word is not null && _words.TryGetValue(word, out value);
    }
}
