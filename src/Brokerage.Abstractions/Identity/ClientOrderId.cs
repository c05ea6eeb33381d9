using System.Diagnostics.CodeAnalysis;

namespace Brokerage;

/// <summary>
/// Our own name for one intent, made once, before the first attempt. It is never sent as such: what the broker sees
/// (<see cref="PreparedOrder.WireId"/>) is made by the adapter when it prepares, in the broker's format. Upper and lower case differ.
/// </summary>
public readonly record struct ClientOrderId
{
    private const int MaxLength = 64;
    private readonly string? _value;

    private ClientOrderId(string value) => _value = value;

    /// <summary>The text of the id: 1 to 64 of <c>A-Z a-z 0-9 - _</c></summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Value => _value ?? throw IdText.Unset(nameof(ClientOrderId));

    /// <summary>A new id that no other intent has: 32 hexadecimal digits, ordered by the time of making.</summary>
    public static ClientOrderId New() => new(Guid.CreateVersion7().ToString("N"));

    /// <summary>A new id, ordered by <paramref name="time"/>'s present.</summary>
    public static ClientOrderId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new ClientOrderId(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
    }

    /// <summary>Takes over an id that the application made itself.</summary>
    /// <exception cref="ArgumentException">The text is not 1 to 64 of <c>A-Z a-z 0-9 - _</c>.</exception>
    public static ClientOrderId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var id)
            ? id
            : throw new ArgumentException($"A client order id is 1 to {MaxLength} of A-Z a-z 0-9 - _ characters.", nameof(text));
    }

    /// <summary>Takes over an id that the application made itself.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ClientOrderId id)
    {
        id = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength) return false;

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return false;
        }

        id = new ClientOrderId(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
