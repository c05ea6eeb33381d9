using System.Net.Http;
using Brokerage.Alpaca;
using Brokerage.Simulator;

namespace Brokerage.TestSupport;

/// <summary>The same on paper with a token, for which a user has signed in on the simulator's page.</summary>
public class AlpacaOAuthTestBroker : AlpacaTestBroker
{
    protected override AlpacaOptions SettingsFor(AlpacaSimulator alpaca) => new()
    {
        OAuthClientId = alpaca.Credentials.OAuthClientId,
        OAuthClientSecret = new Secret(alpaca.Credentials.OAuthClientSecret),
    };

    public override SignInRequest SignInWith(string state) => base.SignInWith(state) with { RedirectTo = new Uri(Simulator.Credentials.OAuthRedirectUri) };

    public override async Task<SignInAnswer?> AnswerAsync(SignInStep step, bool allows, CancellationToken cancellationToken = default)
    {
        var page = Assert.IsType<SignInStep.Redirect>(step);
        if (!allows)
        {
            var refusal = $"{Simulator.Credentials.OAuthRedirectUri}?error=access_denied&state={Uri.EscapeDataString(page.Ticket.Key)}";
            return new SignInAnswer.Callback(new Uri(refusal));
        }

        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var answer = await browser.GetAsync(page.Address, cancellationToken);
        return new SignInAnswer.Callback(answer.Headers.Location ?? throw new InvalidOperationException($"The sign-in page answered {answer.StatusCode} and sent nobody back."));
    }
}
