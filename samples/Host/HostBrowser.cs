using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Host;

/// <summary>What a browser does for its user: keeps cookies, calls the endpoints as the page would, and fills in brokers' forms.</summary>
internal sealed partial class HostBrowser(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

    public Task<HttpResponseMessage> OpenAsync(string path) => _http.GetAsync(path);

    public Task<HttpResponseMessage> OpenAsync(Uri? address) => _http.GetAsync(address);

    public async Task<HttpResponseMessage> LogInAsync(string user)
    {
        using var form = new FormUrlEncodedContent([new("user", user)]);
        return await _http.PostAsync("/login", form);
    }

    /// <summary>A broker's page: everything in its form, and "approve".</summary>
    public async Task<HttpResponseMessage> ApproveAsync(Uri page)
    {
        using var reply = await _http.GetAsync(page);
        var text = await reply.Content.ReadAsStringAsync();
        Check.That(reply.IsSuccessStatusCode, $"The broker's page is {(int)reply.StatusCode} {text}");
        var fields = HiddenField().Matches(text).ToDictionary(
            field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value), StringComparer.Ordinal);
        fields["decision"] = "approve";
        using var form = new FormUrlEncodedContent(fields);
        return await _http.PostAsync(new Uri(page, FormAction().Match(text).Groups["path"].Value), form);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var reply = await _http.GetAsync(path);
        return await AnswerAsync(reply);
    }

    public async Task<JsonNode> PostAsync(string path, object body)
    {
        using var reply = await _http.PostAsJsonAsync(path, body);
        return await AnswerAsync(reply);
    }

    /// <summary>A call that must be refused, and how.</summary>
    public async Task<JsonNode> RefusedAsync(string path, object body)
    {
        using var reply = await _http.PostAsJsonAsync(path, body);
        var text = await reply.Content.ReadAsStringAsync();
        Check.That(!reply.IsSuccessStatusCode, $"POST {path} was to be refused: {text}");
        return JsonNode.Parse(text)!;
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> AnswerAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Check.That(reply.IsSuccessStatusCode, $"{reply.RequestMessage!.Method} {reply.RequestMessage.RequestUri!.AbsolutePath}: {(int)reply.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[a-z_]+)\" value=\"(?<value>[^\"]*)\">", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenField();

    [GeneratedRegex("<form method=\"post\" action=\"(?<path>[^\"]+)\">", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormAction();
}
