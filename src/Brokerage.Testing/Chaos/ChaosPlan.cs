namespace Brokerage.Testing;

/// <summary>What a <see cref="ChaosProxy"/> does to one connection. Everything at once is allowed; the default does nothing.</summary>
public sealed record ChaosPlan
{
    /// <summary>Passes everything on.</summary>
    public static ChaosPlan Clean { get; } = new();

    /// <summary>Does not accept at all: the connection is reset before a byte was read.</summary>
    public bool Refuse { get; init; }

    /// <summary>Holds back each block in either direction for so long, on the proxy's clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Cuts after so many bytes from the client have been passed on.</summary>
    public long? CutRequestAfter { get; init; }

    /// <summary>Cuts after so many bytes from the server have been passed on; 0 drops the whole answer after the server has acted.</summary>
    public long? CutAnswerAfter { get; init; }

    /// <summary>A cut is a reset instead of an orderly close.</summary>
    public bool Reset { get; init; }

    /// <summary>After a cut the connection stays open and nothing passes any more: half-open, as after a dead link.</summary>
    public bool HalfOpen { get; init; }

    /// <summary>What the client sends is sent to the server a second time over a connection of its own; that answer is thrown away.</summary>
    public bool Duplicate { get; init; }

    /// <summary>A plan from a seed: about half of the connections are left in peace.</summary>
    public static ChaosPlan FromSeed(int seed)
    {
        Random random = new(seed);
        bool cuts = random.Next(3) == 0;
        return new ChaosPlan
        {
            Refuse = random.Next(12) == 0,
            CutRequestAfter = cuts && random.Next(2) == 0 ? random.Next(400) : null,
            CutAnswerAfter = cuts ? random.Next(3) == 0 ? 0 : random.Next(400) : null,
            Reset = random.Next(2) == 0,
            Duplicate = random.Next(12) == 0,
        };
    }
}
