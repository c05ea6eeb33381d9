using System.Net;
using System.Text;
using Brokerage.Simulator.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace Brokerage.Simulator.ETrade.Access;

/// <summary>The pages that a user sees: the login, then the code to type, or the way back to the registered address.</summary>
internal sealed class SignInPages(ETradeSimulatorOptions options, ETradeCredentials own, ETradeCredentials foreign, RequestTokens requests)
{
    public const string Path = "/e/t/etws/authorize";

    public void Map(EndpointTable endpoints)
    {
        endpoints.Map("GET", Path, call => Login(name => call.Query(name)));
        // The page's form carries everything; whoever posts by himself may leave the rest in the address.
        endpoints.Map("POST", Path, call => Form(call) is { } form ? Decide(name => form(name) ?? call.Query(name)) : Refusal("The form cannot be read."));
    }

    /// <summary>The user approves, on the page or behind a test's back.</summary>
    /// <exception cref="ArgumentException">There is no such sign-in, or its five minutes are over.</exception>
    public string Approve(string requestToken) =>
        requests.IsOpen(requestToken, own.ConsumerKey) || requests.IsOpen(requestToken, foreign.ConsumerKey)
            ? requests.Approve(requestToken)
            : throw new ArgumentException("There is no such request token, or it has ended.", nameof(requestToken));

    private Reply Login(Func<string, string?> get)
    {
        if (Token(get) is not { } token)
        {
            return Ended();
        }

        return options.AutoApprove ? Approved(token) : Reply.Html(200, Page(
            "Log on",
            $"""
             <p>An application asks to see your accounts and to trade in them.</p>
             <form method="post" action="{Path}">
             <input type="hidden" name="key" value="{WebUtility.HtmlEncode(get("key"))}">
             <input type="hidden" name="token" value="{WebUtility.HtmlEncode(token)}">
             <button name="decision" value="approve">Accept</button>
             <button name="decision" value="deny">Decline</button>
             </form>
             """));
    }

    private Reply Decide(Func<string, string?> get)
    {
        if (Token(get) is not { } token)
        {
            return Ended();
        }

        // What a registered address hears of a refusal is not documented; the user sees a page in any case.
        return get("decision") is "approve" ? Approved(token) : Reply.Html(200, Page("Declined", "<p>You have not given the application access.</p>"));
    }

    private Reply Approved(string token)
    {
        var verifier = requests.Approve(token);
        if (options.Callback is not { } callback)
        {
            return Reply.Html(200, Page(
                "Complete authorization",
                $"<p>Type this code into the application:</p>\n<div style=\"text-align:center\"><input type=\"text\" value=\"{verifier}\" readonly></div>"));
        }

        var location = QueryHelpers.AddQueryString(callback.OriginalString, "oauth_verifier", verifier);
        return Reply.Redirect(options.CallbackNamesToken ? QueryHelpers.AddQueryString(location, "oauth_token", token) : location);
    }

    /// <summary>The request token that the page is for; a blank in it was a plus that its application did not escape.</summary>
    private string? Token(Func<string, string?> get)
    {
        var token = get("token")?.Replace(' ', '+');
        return token is not null && requests.IsOpen(token, get("key") ?? "") ? token : null;
    }

    private static Reply Ended() => Refusal("The application's request is unknown or has ended. Go back to the application and begin again.");

    private static Reply Refusal(string text) => Reply.Html(400, Page("Sorry", $"<p>{text}</p>"));

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

    private static string Page(string title, string content) =>
        $"""
         <!DOCTYPE html>
         <html lang="en"><head><meta charset="utf-8"><title>Simulated E*TRADE: {title}</title></head>
         <body><h1>Simulated E*TRADE</h1>
         {content}
         </body></html>
         """;
}
