using System.Diagnostics.CodeAnalysis;

namespace Brokerage;

/// <summary>
/// The broker's id of an order. Where one broker id carries several orders, the adapter adds a suffix of its own
/// (<c>477#2</c>) and the order says <see cref="Order.IsAddressable"/> = false.
/// </summary>
public readonly record struct OrderId
{
    private const int MaxLength = 128;
    private readonly string? _value;

    private OrderId(string value) => _value = value;

    /// <summary>The text of the id.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Value => _value ?? throw IdText.Unset(nameof(OrderId));

    /// <summary>Reads an id: 1 to 128 printable ASCII characters.</summary>
    /// <exception cref="ArgumentException">The text is not an id.</exception>
    public static OrderId Parse(string text) => new(IdText.Check(text, MaxLength, nameof(OrderId)));

    /// <summary>Reads an id: 1 to 128 printable ASCII characters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OrderId id)
    {
        id = IdText.IsValid(text, MaxLength) ? new OrderId(text) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
