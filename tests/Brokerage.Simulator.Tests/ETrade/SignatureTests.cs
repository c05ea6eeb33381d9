using Brokerage.Simulator.ETrade.Access;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>Signatures against vectors that two other implementations agree on.</summary>
public sealed class SignatureTests
{
    [Fact]
    public void Every_vector_is_signed_as_it_says_by_the_simulator_and_by_the_test()
    {
        var vectors = Vectors();
        Assert.Equal(8, vectors.Count);
        Assert.All(vectors, vector =>
        {
            var oauth = vector.Parameters.Where(pair => pair.Name.StartsWith("oauth_", StringComparison.Ordinal)).ToList();
            var secrets = vector.Key.Split('&').Select(Uri.UnescapeDataString).ToArray();
            Assert.Equal(vector.Base, Signer.BaseString(vector.Method, vector.Address, oauth));
            Assert.Equal(vector.Signature, Signer.Sign(vector.Base, secrets[0], secrets[1]));
            Assert.Equal(vector.Signature, OAuthSignature.Sign(vector.Method, vector.Address.GetLeftPart(UriPartial.Path), vector.Parameters, secrets[0], secrets[1]));
        });
    }

    private static List<Vector> Vectors()
    {
        var file = Path.Combine(BrokerFacts.Require("etrade"), "vectors", "oauth-vectors.txt");
        return
        [
            .. File.ReadAllText(file).Split("\n[", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('\n')).Where(lines => lines.Length > 4).Select(lines =>
            {
                var request = lines[1].Split(' ');
                var signed = lines[2]["base: ".Length..];
                var parameters = Uri.UnescapeDataString(signed.Split('&')[2]).Split('&').Select(item => item.Split('='))
                    .Select(pair => (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1]))).ToList();
                return new Vector(request[0], new Uri(request[1]), signed, lines[3]["key: ".Length..], lines[4]["sig: ".Length..].Split(' ')[0], parameters);
            }),
        ];
    }

    private sealed record Vector(string Method, Uri Address, string Base, string Key, string Signature, List<(string Name, string Value)> Parameters);
}
