using System.Diagnostics.CodeAnalysis;

namespace Brokerage.Architecture.Tests.PublicApi;

#pragma warning disable CS0067, CA1003, CA1019, CA1034, CA1051, CA1819, CA1063, CA1816, CA1822, CA1028, CA2217, CA1801, MA0051, MA0046, MA0091, MA0016, MA0062, IDE0060 // shapes for the printer
public sealed record Sample(string Name, decimal? Price = 1.5m) : IDisposable
{
    public const int Most = 3;

    public event EventHandler? Changed;

    public static Sample Empty { get; } = new("") { Lines = [] };

    public required IReadOnlyList<string?> Lines { get; init; }

    internal int Hidden { get; set; }

    public static bool TryParse(string text, [NotNullWhen(true)] out Sample? sample) => (sample = null) is not null;

    public Task<string?> FindAsync(string? text = null, DayOfWeek day = DayOfWeek.Friday, CancellationToken cancellationToken = default) =>
        Task.FromResult(text);

    public void Dispose() => Changed?.Invoke(this, EventArgs.Empty);
}

public abstract record Choice
{
    private protected Choice()
    {
    }

    public sealed record Many(int[] Values) : Choice;

    public sealed record None : Choice;
}

public interface IBox<out T> : IDisposable
    where T : class, new()
{
    T? Content { get; }

    IReadOnlyDictionary<TKey, string> By<TKey>(Func<T, TKey> key, params int[] sizes)
        where TKey : struct;

    bool IsEmpty() => Content is null;
}

public readonly record struct Id
{
    private readonly string? _value;

    private Id(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException();

    public static Id Parse(string text) => new(text);

    public override string ToString() => Value;
}

[Flags]
public enum Parts : byte
{
    None = 0,
    One = 1,
    Two = 2,
}
