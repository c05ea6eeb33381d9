namespace Brokerage;

/// <summary>A key of <see cref="OrderSpec.Extras"/> that a broker knows. Keys that no adapter declares are refused.</summary>
/// <param name="Key">The key, with the broker's name before it: <c>ibkr.extOperator</c>.</param>
/// <param name="Meaning">What its value means, for people.</param>
/// <param name="Evidence">Where it stands.</param>
public sealed record ExtraField(string Key, string Meaning, Evidence Evidence)
{
    /// <summary>The asset classes whose orders must carry it.</summary>
    public IReadOnlyList<AssetClass> RequiredFor { get; init; } = [];
}
