using System.Security.Cryptography;

namespace Brokerage;

/// <summary>The one way from secrets to bytes and back, for vaults alone. Versioned; every later version reads what this one wrote.</summary>
public static class SecretCodec
{
    private static ReadOnlySpan<byte> Version1 => "BKS1"u8;

    /// <summary>The bytes of secrets. They are not encrypted: seal them, and clear them (<see cref="CryptographicOperations.ZeroMemory"/>).</summary>
    public static byte[] Encode(ConnectionSecrets secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var writer = new CanonicalWriter();
        writer.Magic(Version1);
        writer.Text(secrets.Scheme);
        writer.Int(secrets.Values.Count);
        foreach (var (name, secret) in secrets.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Text(name);
            writer.Text(secret.Reveal());
        }

        writer.Time(secrets.LoggedInAt);
        writer.Time(secrets.IssuedAt);
        writer.Optional(secrets.AccessEndsAt, writer.Time);
        writer.Optional(secrets.LoginEndsAt, writer.Time);
        writer.Optional(secrets.Subject, writer.Text);
        writer.List(secrets.Scopes, writer.Text);
        return writer.Written.ToArray();
    }

    /// <summary>Reads the bytes of secrets.</summary>
    /// <exception cref="FormatException">They are damaged. The message holds nothing of them.</exception>
    public static ConnectionSecrets Decode(ReadOnlySpan<byte> data)
    {
        var reader = new CanonicalReader(data);
        reader.Magic(Version1);
        var secrets = new ConnectionSecrets
        {
            Scheme = reader.Text(),
            Values = ReadValues(ref reader),
            LoggedInAt = reader.Time(),
            IssuedAt = reader.Time(),
            AccessEndsAt = reader.OptionalStruct(static (ref r) => r.Time()),
            LoginEndsAt = reader.OptionalStruct(static (ref r) => r.Time()),
            Subject = reader.OptionalClass(static (ref r) => r.Text()),
            Scopes = reader.List(static (ref r) => r.Text()),
        };
        reader.End();
        return secrets;
    }

    private static Dictionary<string, Secret> ReadValues(ref CanonicalReader reader)
    {
        var pairs = reader.List(static (ref r) => (Name: r.Text(), Value: new Secret(r.Text())));
        var values = new Dictionary<string, Secret>(pairs.Length, StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            if (!values.TryAdd(name, value)) throw CanonicalReader.Damaged();
        }

        return values;
    }
}
