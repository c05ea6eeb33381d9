using System.Net;
using System.Text;
using System.Text.Json;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace Brokerage.Simulator.Alpaca.Access;

/// <summary>The broker's sign-in page and its token endpoint.</summary>
internal sealed class OAuthEndpoints(AlpacaCredentials credentials, OAuthGrants grants, bool autoApprove)
{
    private static readonly string[] Carried = ["response_type", "client_id", "redirect_uri", "state", "scope", "env"];

    public void Map(EndpointTable endpoints)
    {
        endpoints.Map("GET", "/oauth/authorize", call => Authorize(name => call.Query(name)));
        // The page's form carries everything; whoever posts by himself may leave the rest in the address.
        endpoints.Map("POST", "/oauth/authorize", call => Form(call) is { } form ? Decide(name => form(name) ?? call.Query(name)) : AlpacaErrors.InvalidBody());
        endpoints.Map("POST", "/oauth/token", call => Form(call) is { } form ? Token(form) : AlpacaErrors.InvalidBody());
    }

    private Reply Authorize(Func<string, string?> get)
    {
        if (Refusal(get) is { } refusal)
        {
            return refusal;
        }

        return autoApprove ? Approve(get) : Reply.Html(200, Page(get));
    }

    private Reply Decide(Func<string, string?> get) =>
        Refusal(get) ?? (get("decision") is "approve" ? Approve(get) : Back(get, "error", "access_denied"));

    private Reply? Refusal(Func<string, string?> get)
    {
        // An unknown application or address is told to the person: sending him on would hand him to anybody.
        if (!Same(get("client_id"), credentials.OAuthClientId))
        {
            return Reply.Html(400, "<h1>Unknown application</h1>");
        }

        if (!Same(get("redirect_uri"), credentials.OAuthRedirectUri))
        {
            return Reply.Html(400, "<h1>The redirect address is not registered</h1>");
        }

        if (get("response_type") is not "code")
        {
            return Back(get, "error", "unsupported_response_type");
        }

        return get("env") is null or "paper" or "live" ? null : Back(get, "error", "invalid_request");
    }

    private Reply Approve(Func<string, string?> get) =>
        Back(get, "code", grants.Approve(get("client_id")!, get("redirect_uri")!, get("scope") ?? "", get("env")));

    private static Reply Back(Func<string, string?> get, string name, string value)
    {
        var answer = new Dictionary<string, string?>(StringComparer.Ordinal) { [name] = value };
        if (get("state") is { } state)
        {
            answer["state"] = state;
        }

        return Reply.Redirect(QueryHelpers.AddQueryString(get("redirect_uri")!, answer));
    }

    private Reply Token(Func<string, string?> get)
    {
        if (!Same(get("client_id"), credentials.OAuthClientId) || !Same(get("client_secret"), credentials.OAuthClientSecret))
        {
            return AlpacaErrors.OAuthClient();
        }

        if (get("grant_type") is not "authorization_code"
            || grants.Redeem(get("code") ?? "", get("client_id")!, get("redirect_uri") ?? "") is not { } granted)
        {
            return AlpacaErrors.OAuthGrant();
        }

        var body = new OAuthTokenWire(granted.Token, "bearer", granted.Scope);
        return Reply.Json(200, JsonSerializer.SerializeToUtf8Bytes(body, AlpacaJson.Wire.OAuthTokenWire));
    }

    private static bool Same(string? given, string expected) => string.Equals(given, expected, StringComparison.Ordinal);

    /// <summary>The fields of the form; null where the body is none.</summary>
    private static Func<string, string?>? Form(Call call)
    {
        try
        {
            var form = new FormReader(Encoding.UTF8.GetString(call.Body.Span)).ReadForm();
            return name => form.TryGetValue(name, out var values) && values.Count > 0 && values[0] is { Length: > 0 } text ? text : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Page(Func<string, string?> get)
    {
        var fields = new StringBuilder();
        foreach (var name in Carried)
        {
            if (get(name) is { } value)
            {
                fields.Append($"<input type=\"hidden\" name=\"{name}\" value=\"{WebUtility.HtmlEncode(value)}\">\n");
            }
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Simulated Alpaca: allow access</title></head>
            <body><h1>Simulated Alpaca</h1>
            <p>An application asks for access to your {WebUtility.HtmlEncode(get("env") ?? "live and paper")} account: {WebUtility.HtmlEncode(get("scope") ?? "reading")}.</p>
            <form method="post" action="/oauth/authorize">
            {fields}<button name="decision" value="approve">Allow</button>
            <button name="decision" value="deny">Deny</button>
            </form></body></html>
            """;
    }
}
