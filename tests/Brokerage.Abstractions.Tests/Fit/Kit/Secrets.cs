namespace Brokerage.Fit.Kit;

internal static class Secrets
{
    public static FixedSecretSource Of(BrokerId broker, string scheme, DateTimeOffset at, params (string Name, string Value)[] values) => new(broker, new ConnectionSecrets
    {
        Scheme = scheme,
        Values = values.ToDictionary(pair => pair.Name, pair => new Secret(pair.Value), StringComparer.Ordinal),
        LoggedInAt = at,
        IssuedAt = at,
    });
}
