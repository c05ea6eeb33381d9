using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Brokerage.ETrade.Auth;
using Brokerage.Markets;

namespace Brokerage.ETrade.Tests;

/// <summary>
/// E*TRADE's side of signing in, on a clock: request tokens of five minutes, access tokens that sleep after two hours and end at midnight in
/// New York. Signatures are computed again and compared; requests with a dead token are counted.
/// </summary>
internal sealed partial class PlayedOAuth(TimeProvider clock) : HttpMessageHandler
{
    public const string Verifier = "Q7X2B";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Login> _tokens = new(StringComparer.Ordinal);
    private int _number;
    private int _gathering;
    private TaskCompletionSource? _gathered;

    public int Logins { get; private set; }

    public int Renewals { get; private set; }

    /// <summary>Requests with a token whose day was over.</summary>
    public int Dead { get; private set; }

    /// <summary>How far this side's clock is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>What happens while an answer is on its way.</summary>
    public Action? OnItsWay { get; set; }

    private DateTimeOffset Theirs => clock.GetUtcNow() + Ahead;

    public bool LosesRenewals { get; set; }

    /// <summary>Renewals find the token asleep, and leave it so.</summary>
    public bool WakesNobody { get; set; }

    public int Requests { get; private set; }

    /// <summary>Keeps its answers back until so many requests have come.</summary>
    public void HoldsUntil(int requests) => (_gathering, _gathered) = (requests, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public int Refused { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        HttpResponseMessage answer;
        lock (_lock)
        {
            Requests++;
            answer = Answer(request);
            if (_gathering > 0 && --_gathering == 0)
            {
                _gathered!.SetResult();
            }
        }

        if (_gathered is { } all)
        {
            await all.Task.WaitAsync(cancellationToken);
        }

        if (LosesRenewals && request.RequestUri!.AbsolutePath.EndsWith("renew_access_token", StringComparison.Ordinal))
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
        }

        answer.Headers.Date = DateTimeOffset.FromUnixTimeSeconds(Theirs.ToUnixTimeSeconds());
        OnItsWay?.Invoke();
        return answer;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var header = request.Headers.GetValues("Authorization").Single();
        var sent = Field().Matches(header).ToDictionary(match => match.Groups["name"].Value, match => Uri.UnescapeDataString(match.Groups["value"].Value), StringComparer.Ordinal);
        var theirs = Theirs.ToUnixTimeSeconds();
        var time = long.Parse(sent["oauth_timestamp"], System.Globalization.CultureInfo.InvariantCulture);
        if (Math.Abs(time - theirs) > 300)
        {
            Refused++;
            return Html($"oauth_problem=timestamp_refused,oauth_acceptable_timestamps={theirs - 300}-{theirs + 300}");
        }

        var token = sent.GetValueOrDefault("oauth_token");
        var known = token is null ? null : _tokens.GetValueOrDefault(token);
        var keys = new OAuthKeys(TestHouse.ConsumerKey, new Secret(TestHouse.ConsumerSecret), token is null ? null : new Secret(token), known is null ? null : new Secret(known.Secret));
        var extra = sent.TryGetValue("oauth_callback", out var callback) ? ("oauth_callback", callback)
            : sent.TryGetValue("oauth_verifier", out var verifier) ? ("oauth_verifier", verifier) : ("", "");
        if (!string.Equals(OAuthSignature.Header("GET", request.RequestUri!, keys, extra, time, sent["oauth_nonce"]), header, StringComparison.Ordinal))
        {
            return known is null && token is not null ? Html("oauth_problem=token_rejected") : Html("oauth_problem=signature_invalid");
        }

        return request.RequestUri!.Segments[^1] switch
        {
            "request_token" => callback is "oob" ? Give(isRequest: true) : Html("oauth_problem=callback_rejected,oauth_acceptable_callback=oob"),
            "access_token" => Access(token!, sent["oauth_verifier"]),
            "renew_access_token" => Renew(known!),
            "revoke_access_token" => Revoke(token!, known!),
            _ => Api(known!),
        };
    }

    private HttpResponseMessage Access(string token, string verifier)
    {
        var login = _tokens[token];
        _tokens.Remove(token);
        if (Theirs - login.Since > TimeSpan.FromMinutes(5) || verifier != Verifier)
        {
            return Html("oauth_problem=token_rejected");
        }

        Logins++;
        return Give(isRequest: false);
    }

    private HttpResponseMessage Give(bool isRequest)
    {
        var (token, secret) = ($"tok/en+{++_number}=", $"sec+ret/{_number}==");
        _tokens[token] = new Login(secret, Theirs);
        var body = $"oauth_token={Uri.EscapeDataString(token)}&oauth_token_secret={Uri.EscapeDataString(secret)}{(isRequest ? "&oauth_callback_confirmed=true" : "")}";
        return Text(HttpStatusCode.OK, body);
    }

    private HttpResponseMessage Renew(Login login)
    {
        if (IsOver(login))
        {
            return Html("oauth_problem=token_rejected");
        }

        if (WakesNobody)
        {
            return Html("oauth_problem=token_expired");
        }

        Renewals++;
        login.LastUsed = Theirs;
        return Text(HttpStatusCode.OK, "Access Token has been renewed");
    }

    private HttpResponseMessage Revoke(string token, Login login)
    {
        if (Theirs - login.LastUsed >= TimeSpan.FromHours(2))
        {
            return Html("oauth_problem=token_expired");
        }

        _tokens.Remove(token);
        return Text(HttpStatusCode.OK, "Revoked Access Token");
    }

    private HttpResponseMessage Api(Login login)
    {
        if (IsOver(login))
        {
            return Html("oauth_problem=token_rejected");
        }

        if (Theirs - login.LastUsed >= TimeSpan.FromHours(2))
        {
            return Html("oauth_problem=token_expired");
        }

        login.LastUsed = Theirs;
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Fixture.Text("Accounts/GET-list"), Encoding.UTF8, "application/json") };
    }

    private bool IsOver(Login login)
    {
        var isOver = NewYorkTime.DateAt(Theirs) != NewYorkTime.DateAt(login.Since);
        Dead += isOver ? 1 : 0;
        return isOver;
    }

    private static HttpResponseMessage Html(string problem) =>
        Text(HttpStatusCode.Unauthorized, $"<html><body><h1>HTTP Status 401 \u2013 Unauthorized</h1><p><b>Message</b> {problem}</p></body></html>", "text/html");

    private static HttpResponseMessage Text(HttpStatusCode status, string text, string type = "text/plain") =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, type) };

    [GeneratedRegex("(?<name>[a-z_]+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();

    private sealed class Login(string secret, DateTimeOffset since)
    {
        public string Secret { get; } = secret;

        public DateTimeOffset Since { get; } = since;

        public DateTimeOffset LastUsed { get; set; } = since;
    }
}
