namespace Brokerage.Simulator.Alpaca.Access;

/// <summary>Who calls: the account's own keys may do everything, a token what its user granted.</summary>
internal sealed record Caller(string Credential, IReadOnlySet<string>? Scopes)
{
    public bool May(string scope) => Scopes is null || Scopes.Contains(scope);
}
