using System.Diagnostics.CodeAnalysis;

namespace Brokerage;

/// <summary>
/// One user's login at one broker in one environment, as the application names it. A user may hold several at one broker.
/// </summary>
public readonly record struct ConnectionId
{
    private const int MaxLength = 128;
    private readonly string? _value;

    private ConnectionId(string value) => _value = value;

    /// <summary>The text of the id.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Value => _value ?? throw IdText.Unset(nameof(ConnectionId));

    /// <summary>Reads an id: 1 to 128 printable ASCII characters.</summary>
    /// <exception cref="ArgumentException">The text is not an id.</exception>
    public static ConnectionId Parse(string text) => new(IdText.Check(text, MaxLength, nameof(ConnectionId)));

    /// <summary>Reads an id: 1 to 128 printable ASCII characters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ConnectionId id)
    {
        id = IdText.IsValid(text, MaxLength) ? new ConnectionId(text) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
