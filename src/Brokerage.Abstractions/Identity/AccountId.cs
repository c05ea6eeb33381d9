using System.Diagnostics.CodeAnalysis;

namespace Brokerage;

/// <summary>
/// An account at a broker. Durable: it survives a new login, even where the broker's own path key (a hash, a session's key) does not;
/// the adapter maps between the two. It is not the account's real number.
/// </summary>
public readonly record struct AccountId
{
    private const int MaxLength = 128;
    private readonly string? _value;

    private AccountId(string value) => _value = value;

    /// <summary>The text of the id.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Value => _value ?? throw IdText.Unset(nameof(AccountId));

    /// <summary>Reads an id: 1 to 128 printable ASCII characters.</summary>
    /// <exception cref="ArgumentException">The text is not an id.</exception>
    public static AccountId Parse(string text) => new(IdText.Check(text, MaxLength, nameof(AccountId)));

    /// <summary>Reads an id: 1 to 128 printable ASCII characters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AccountId id)
    {
        id = IdText.IsValid(text, MaxLength) ? new AccountId(text) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
