namespace Brokerage;

/// <summary>Secrets beside the record that they were read from.</summary>
internal sealed record OpenedSecrets(SealedSecrets Record, ConnectionSecrets Secrets)
{
    public long Version => Record.Version;

    public override string ToString() => Record.ToString();
}
