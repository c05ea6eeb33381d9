namespace Brokerage.ETrade.Auth;

/// <summary>The parameters of one request, encoded, in the order in which they are signed: by name, then by value, byte by byte.</summary>
internal ref struct OAuthParameters(Span<byte> buffer, Span<OAuthParameter> rows)
{
    private readonly Span<byte> _buffer = buffer;
    private readonly Span<OAuthParameter> _rows = rows;
    private int _used;
    private int _count;

    /// <summary>Adds one whose name stays as it is.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        name.CopyTo(_buffer[_used..]);
        Insert(name.Length, OAuthText.Escape(value, _buffer[(_used + name.Length)..]));
    }

    public void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        var nameLength = OAuthText.Escape(name, _buffer[_used..]);
        Insert(nameLength, OAuthText.Escape(value, _buffer[(_used + nameLength)..]));
    }

    /// <summary>Adds all of an address's query, which stands without its question mark.</summary>
    public void AddQuery(ReadOnlySpan<char> query)
    {
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            var nameLength = OAuthText.EscapeQuery(equals < 0 ? pair : pair[..equals], _buffer[_used..]);
            Insert(nameLength, OAuthText.EscapeQuery(equals < 0 ? [] : pair[(equals + 1)..], _buffer[(_used + nameLength)..]));
        }
    }

    /// <summary>Writes <c>name=value&amp;…</c>, encoded once more.</summary>
    /// <returns>How many bytes were written.</returns>
    public readonly int WriteBase(Span<byte> to)
    {
        var written = 0;
        for (var i = 0; i < _count; i++)
        {
            if (i > 0)
            {
                "%26"u8.CopyTo(to[written..]);
                written += 3;
            }

            written += OAuthText.Escape(_rows[i].Name(_buffer), to[written..]);
            "%3D"u8.CopyTo(to[written..]);
            written += 3;
            written += OAuthText.Escape(_rows[i].Value(_buffer), to[written..]);
        }

        return written;
    }

    // There are a dozen at most: where each belongs is found on the way.
    private void Insert(int nameLength, int valueLength)
    {
        var row = new OAuthParameter(_used, nameLength, valueLength);
        _used += nameLength + valueLength;
        var at = _count++;
        while (at > 0 && IsBefore(row, _rows[at - 1]))
        {
            _rows[at] = _rows[at - 1];
            at--;
        }

        _rows[at] = row;
    }

    private readonly bool IsBefore(OAuthParameter one, OAuthParameter other)
    {
        var byName = one.Name(_buffer).SequenceCompareTo(other.Name(_buffer));
        return byName != 0 ? byName < 0 : one.Value(_buffer).SequenceCompareTo(other.Value(_buffer)) < 0;
    }
}
