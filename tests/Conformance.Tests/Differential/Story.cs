namespace Brokerage.Conformance.Tests.Differential;

/// <summary>What is done at a test broker, step by step. Its text is readable, and reads back.</summary>
internal sealed record Story(IReadOnlyList<Step> Steps)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Steps.Select(StoryText.Write));

    /// <summary>Reads a story; empty lines and what follows a <c>#</c> are let be.</summary>
    public static Story Parse(string text) => new(
    [
        .. text.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).Select(StoryText.Read),
    ]);
}
