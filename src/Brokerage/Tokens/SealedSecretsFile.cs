using System.Text.Json;

namespace Brokerage;

/// <summary>A record as a file holds it. Only the envelope is secret, and it is sealed.</summary>
internal sealed record SealedSecretsFile(string Connection, string? User, string Broker, string Environment, long Version, string KeyId, int Asked, byte[] Envelope)
{
    public static byte[] Write(SealedSecrets record) => JsonSerializer.SerializeToUtf8Bytes(
        new SealedSecretsFile(
            record.Owner.Connection.Value, record.Owner.User, record.Owner.Broker.Value, record.Owner.Environment, record.Version, record.KeyId, record.Asked, record.Envelope.ToArray()),
        SealedSecretsJson.Default.SealedSecretsFile);

    /// <exception cref="InvalidDataException">These bytes are no record.</exception>
    public static SealedSecrets Read(ReadOnlySpan<byte> content)
    {
        try
        {
            if (JsonSerializer.Deserialize(content, SealedSecretsJson.Default.SealedSecretsFile) is { Environment: not null, KeyId: not null, Envelope: not null } file)
            {
                return new SealedSecrets
                {
                    Owner = new SecretOwner(file.User, BrokerId.Parse(file.Broker), file.Environment, ConnectionId.Parse(file.Connection)),
                    Version = file.Version,
                    KeyId = file.KeyId,
                    Asked = file.Asked,
                    Envelope = file.Envelope,
                };
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // Said below; the bytes themselves are nobody's business.
        }

        throw new InvalidDataException("A file of secrets is damaged.");
    }

    public override string ToString() => Connection;
}
