namespace Brokerage.Architecture.Tests.PublicApi;

/// <summary>The printer tells what a caller would notice: nulls, defaults, records, sealing.</summary>
public sealed class ApiTextTests
{
    [Fact]
    public void A_record_is_told_by_what_people_wrote() =>
        Told(typeof(Sample), """
            public sealed record Sample : IDisposable
                Sample(string Name, decimal? Price = 1.5m)
                const int Most = 3
                static Sample Empty { get; }
                required IReadOnlyList<string?> Lines { get; init; }
                string Name { get; init; }
                decimal? Price { get; init; }
                event EventHandler? Changed
                void Dispose()
                Task<string?> FindAsync(string? text = null, DayOfWeek day = DayOfWeek.Friday, CancellationToken cancellationToken = default)
                static bool TryParse(string text, [NotNullWhen] out Sample? sample)
            """);

    [Fact]
    public void A_closed_union_is_told_with_its_cases() =>
        Told(typeof(Choice), """
            public abstract record Choice
                public sealed record Many : Choice
                    Many(int[] Values)
                    int[] Values { get; init; }
                public sealed record None : Choice
                    None()
            """);

    [Fact]
    public void A_generic_interface_is_told_with_its_constraints() =>
        Told(typeof(IBox<>), """
            public interface IBox<out T> : IDisposable where T : class, new()
                T? Content { get; }
                IReadOnlyDictionary<TKey, string> By<TKey>(Func<T, TKey> key, params int[] sizes) where TKey : struct
                virtual bool IsEmpty()
            """);

    [Fact]
    public void An_id_is_told_without_what_the_compiler_adds() =>
        Told(typeof(Id), """
            public readonly record struct Id
                string Value { get; }
                static Id Parse(string text)
                override string ToString()
            """);

    [Fact]
    public void Flags_and_values_are_told() =>
        Told(typeof(Parts), """
            [Flags]
            public enum Parts : byte
                None = 0
                One = 1
                Two = 2
            """);

    [Fact]
    public void A_diff_names_what_went_and_what_came() =>
        Assert.Equal("- b|+ x", string.Join('|', LineDiff.Between("a\nb\nc", "a\nx\nc")));

    private static void Told(Type type, string expected) => Assert.Equal(expected.ReplaceLineEndings("\n") + "\n", ApiText.Of(type));
}
