namespace Brokerage.ETrade.Auth;

/// <summary>Where an encoded parameter lies in its buffer.</summary>
internal readonly record struct OAuthParameter(int Start, int NameLength, int ValueLength)
{
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> buffer) => buffer.Slice(Start, NameLength);

    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> buffer) => buffer.Slice(Start + NameLength, ValueLength);
}
