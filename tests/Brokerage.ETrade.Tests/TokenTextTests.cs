using System.Text;
using Brokerage.ETrade.Auth;

namespace Brokerage.ETrade.Tests;

/// <summary>What the addresses of OAuth answer: forms, and lines of plain text.</summary>
public sealed class TokenTextTests
{
    public static TheoryData<string> NoLines { get; } = ["", "<html><body>One moment, please.</body></html>", """{"Error":{"code":100,"message":"Not available"}}""", "\n <Error/>"];

    [Theory]
    [InlineData("oauth_token=a%2Bb&oauth_token_secret=c", "a+b", "c")]
    [InlineData("\noauth_token_secret=c%3D%3D&zz&oauth_token=a+b&\r\n", "a+b", "c==")]
    [InlineData("oauth_token&oauth_token_secret=c", null, null)]
    [InlineData("oauth_token=a&oauth_token_secret", null, null)]
    [InlineData("oauth_token=&oauth_token_secret=c", null, null)]
    [InlineData("oauth_problem=token_rejected", null, null)]
    [InlineData("", null, null)]
    public void A_token_has_a_value(string body, string? token, string? secret)
    {
        Assert.Equal(token is not null, OAuthPair.TryRead(Encoding.UTF8.GetBytes(body), out var pair));
        Assert.Equal((token, secret), (pair?.Token.Reveal(), pair?.Secret.Reveal()));
    }

    [Theory]
    [MemberData(nameof(NoLines))]
    public async Task A_page_with_a_200_does_not_say_that_a_token_was_revoked(string body)
    {
        await using var house = new TestHouse();
        house.Script("GET", "oauth/revoke_access_token", TestHouse.Text(body, type: "text/html"));

        var error = await house.ErrorAsync(() => house.Adapter.Authorizer.RevokeAsync(house.Environment, "app", house.Secrets(house.Environment), house.Stop));

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, error.Code);
    }

    [Theory]
    [MemberData(nameof(NoLines))]
    public async Task Nor_that_one_was_woken(string body)
    {
        await using var house = new TestHouse();
        house.Script("GET", "oauth/renew_access_token", TestHouse.Text(body, type: "text/html"));

        Assert.IsType<RefreshResult.OutcomeUnknown>(await house.Adapter.Authorizer.RefreshAsync(house.Environment, "app", house.Secrets(house.Environment), house.Stop));
    }
}
