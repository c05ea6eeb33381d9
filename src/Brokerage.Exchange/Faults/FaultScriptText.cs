namespace Brokerage.Exchange;

/// <summary>A fault script as it is written. Plain properties keep their defaults where the text is silent; init-only ones would lose them.</summary>
internal sealed class FaultScriptText
{
    public ulong Seed { get; set; } = 1;

    public IReadOnlyList<FaultRuleText> Rules { get; set; } = [];

    public FaultScript ToScript() => new() { Seed = Seed, Rules = [.. Rules.Select(rule => rule.ToRule())] };
}
