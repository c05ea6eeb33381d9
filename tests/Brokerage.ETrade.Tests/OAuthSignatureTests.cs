using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Brokerage.ETrade.Auth;

namespace Brokerage.ETrade.Tests;

#pragma warning disable CA5350 // The method that E*TRADE takes.

public sealed class OAuthSignatureTests
{
    private static readonly (string, string) None = ("", "");

    // OAuth Core 1.0, appendix A.5: the example that every implementation is held against.
    private static readonly OAuthKeys Example = new("dpf43f3p2l4k3l03", new Secret("kd94hf93k423kf44"), new Secret("nnch734d00sl2jdk"), new Secret("pfkkdhi9sl3r4s00"));

    [Fact]
    public void The_example_of_the_specification_is_signed_as_it_says()
    {
        var address = new Uri("http://photos.example.net/photos?file=vacation.jpg&size=original");

        Assert.Equal("tR3+Ty81lMeYAr/Fid0kMTYa/WM=", Signature("GET", address, Example, None, 1191242096, "kllo9940pd9333jh"));
        Assert.Equal(
            "GET&http%3A%2F%2Fphotos.example.net%2Fphotos&file%3Dvacation.jpg%26oauth_consumer_key%3Ddpf43f3p2l4k3l03%26oauth_nonce%3Dkllo9940pd9333jh"
                + "%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1191242096%26oauth_token%3Dnnch734d00sl2jdk%26oauth_version%3D1.0%26size%3Doriginal",
            OAuthSignature.Base("GET", address, Example, None, 1191242096, "kllo9940pd9333jh"));
    }

    [Fact]
    public void Parameters_are_sorted_by_name_and_then_by_value_byte_by_byte()
    {
        // "a-b" comes before "a=…" as bytes, and "a" before "a-b" as names; upper case comes before lower case.
        var text = OAuthSignature.Base("GET", new Uri("https://api.example.test/x?b=2&a-b=1&a=3&a=2&A=1"), Example, None, 1, "n");

        var order = Uri.UnescapeDataString(text.Split('&')[2]).Split('&').Where(pair => !pair.StartsWith("oauth", StringComparison.Ordinal));
        Assert.Equal(["A=1", "a=2", "a=3", "a-b=1", "b=2"], order);
    }

    [Theory]
    [InlineData("https://api.example.test/v1/market/quote/ABC,DEF.json", "https%3A%2F%2Fapi.example.test%2Fv1%2Fmarket%2Fquote%2FABC%2CDEF.json")]
    [InlineData("https://api.example.test/v1/market/quote/ABC%2CDEF.json", "https%3A%2F%2Fapi.example.test%2Fv1%2Fmarket%2Fquote%2FABC%252CDEF.json")]
    [InlineData("https://API.Example.test:443/x", "https%3A%2F%2Fapi.example.test%2Fx")]
    [InlineData("http://127.0.0.1:8123/x", "http%3A%2F%2F127.0.0.1%3A8123%2Fx")]
    public void The_address_is_signed_as_it_is_sent(string address, string signed) =>
        Assert.Equal(signed, OAuthSignature.Base("GET", new Uri(address), Example, None, 1, "n").Split('&')[1]);

    [Fact]
    public void Tokens_are_encoded_twice_in_the_base_and_once_in_the_header()
    {
        var keys = new OAuthKeys("key", new Secret("s+/="), new Secret("to+k/en="), new Secret("t=/+"));
        var address = new Uri("https://api.example.test/x");

        Assert.Contains("oauth_token%3Dto%252Bk%252Fen%253D", OAuthSignature.Base("GET", address, keys, None, 1, "n"), StringComparison.Ordinal);
        Assert.Contains("oauth_token=\"to%2Bk%2Fen%3D\"", OAuthSignature.Header("GET", address, keys, None, 1, "n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_parts_of_the_key_are_encoded()
    {
        var keys = new OAuthKeys("key", new Secret("a+b/c="), new Secret("token"), new Secret("d=e/f+"));
        var address = new Uri("https://api.example.test/x?y=1");
        var text = OAuthSignature.Base("POST", address, keys, None, 7, "n");
        var expected = HMACSHA1.HashData(Encoding.ASCII.GetBytes("a%2Bb%2Fc%3D&d%3De%2Ff%2B"), Encoding.ASCII.GetBytes(text));

        Assert.Equal(Convert.ToBase64String(expected), Signature("POST", address, keys, None, 7, "n"));
    }

    [Fact]
    public void Text_beyond_ASCII_is_encoded_as_UTF_8() =>
        Assert.Contains("q%3D%25C3%25A9%2520%25E2%2582%25AC", OAuthSignature.Base("GET", new Uri("https://api.example.test/x?q=é €"), Example, None, 1, "n"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Seeds.Some), 4, MemberType = typeof(Seeds))]
    public void Any_address_is_signed_as_a_plain_reading_of_the_rules_would(ulong seed)
    {
        var random = new Random(unchecked((int)seed));
        for (var round = 0; round < 100; round++)
        {
            var keys = new OAuthKeys(Text(random), new Secret(Text(random)), new Secret(Text(random)), new Secret(Text(random)));
            var pairs = Enumerable.Range(0, random.Next(8)).Select(_ => $"{Uri.EscapeDataString(Text(random))}={Uri.EscapeDataString(Text(random))}");
            var address = new Uri($"https://api.example.test/v1/{Uri.EscapeDataString(Text(random))}?{string.Join('&', pairs)}");

            Assert.True(
                string.Equals(Plain(address, keys), Signature("GET", address, keys, ("oauth_verifier", "V1"), 42, "nonce"), StringComparison.Ordinal),
                $"Seed {seed}, round {round}: {address}");
        }
    }

    [Fact]
    public void A_signature_costs_the_header_and_little_else()
    {
        var keys = new OAuthKeys("ck0123456789abcdef0123456789abcd", new Secret("a secret"), new Secret("VdbEmIyf3WX+NHIaGuCSJdmtrEXkOHXoDP0b9fN6c9Y="), new Secret("other"));
        var address = new Uri("https://api.example.test/v1/market/quote/ABC,DEF.json?detailFlag=ALL");
        for (var i = 0; i < 50; i++)
        {
            OAuthSignature.Header("GET", address, keys, None, i, "0123456789abcdef");
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            OAuthSignature.Header("GET", address, keys, None, i, "0123456789abcdef");
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 2_048);
    }

    [Fact]
    public void The_recorded_vectors_hold()
    {
        var vectors = Vectors(BrokerFacts.Require("etrade", "vectors", "oauth-vectors.txt")).ToList();
        Assert.Equal(8, vectors.Count);
        Assert.All(vectors, vector =>
        {
            Assert.Equal(vector.Base, OAuthSignature.Base(vector.Method, vector.Address, vector.Keys, vector.Extra, 1700000000, "0123456789abcdef"));
            Assert.Equal(vector.Signature, Signature(vector.Method, vector.Address, vector.Keys, vector.Extra, 1700000000, "0123456789abcdef"));
        });
    }

    private static string Signature(string method, Uri address, OAuthKeys keys, (string, string) extra, long time, string nonce)
    {
        var header = OAuthSignature.Header(method, address, keys, extra, time, nonce);
        return Uri.UnescapeDataString(header.Split("oauth_signature=\"")[1].TrimEnd('"'));
    }

    private static string Text(Random random)
    {
        const string Letters = "abcXYZ019-._~+/=&%? é€:,!*'()";
        return string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Letters[random.Next(Letters.Length)]));
    }

    private static string Plain(Uri address, OAuthKeys keys)
    {
        var all = new List<(string Name, string Value)>
        {
            ("oauth_consumer_key", keys.ConsumerKey), ("oauth_nonce", "nonce"), ("oauth_signature_method", "HMAC-SHA1"), ("oauth_timestamp", "42"),
            ("oauth_version", "1.0"), ("oauth_token", keys.Token!.Reveal()), ("oauth_verifier", "V1"),
        };
        all.AddRange(address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1]))));
        var encoded = all.Select(pair => (Name: Uri.EscapeDataString(pair.Name), Value: Uri.EscapeDataString(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal).Select(pair => $"{pair.Name}={pair.Value}");
        var text = $"GET&{Uri.EscapeDataString(address.GetLeftPart(UriPartial.Path))}&{Uri.EscapeDataString(string.Join('&', encoded))}";
        var key = $"{Uri.EscapeDataString(keys.ConsumerSecret.Reveal())}&{Uri.EscapeDataString(keys.TokenSecret!.Reveal())}";
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
    }

    // Four lines each: a name, the request, its base string, the signature. The keys stand escaped in the third and fourth.
    private static IEnumerable<(string Method, Uri Address, OAuthKeys Keys, (string, string) Extra, string Base, string Signature)> Vectors(string file)
    {
        foreach (var block in File.ReadAllText(file).Split("\n[").Where(block => block.Contains("base: ", StringComparison.Ordinal)))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var request = lines.First(line => line.Contains(" https://", StringComparison.Ordinal)).Split(' ', 2);
            var text = lines.First(line => line.StartsWith("base: ", StringComparison.Ordinal))[6..].Trim();
            var key = lines.First(line => line.StartsWith("key: ", StringComparison.Ordinal))[5..].Trim().Split('&');
            var signature = lines.First(line => line.StartsWith("sig: ", StringComparison.Ordinal))[5..].Split(' ')[0];
            var signed = Uri.UnescapeDataString(text.Split('&')[2]).Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
            var extra = signed.Keys.FirstOrDefault(name => name is "oauth_callback" or "oauth_verifier");
            yield return (
                request[0],
                new Uri(request[1].Trim()),
                new OAuthKeys(
                    signed["oauth_consumer_key"],
                    new Secret(Uri.UnescapeDataString(key[0])),
                    signed.TryGetValue("oauth_token", out var token) ? new Secret(token) : null,
                    key[1].Length > 0 ? new Secret(Uri.UnescapeDataString(key[1])) : null),
                extra is null ? None : (extra, signed[extra]),
                text,
                signature);
        }
    }
}
