using System.Text;
using System.Text.Json.Nodes;
using Brokerage.Simulator.ETrade.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Access;

/// <summary>The forms in which the broker's server was seen to refuse a signature or a token. None of them is what the call asked for.</summary>
internal static class UnauthorizedPages
{
    private const int Forms = 4;

    /// <summary>The page of the server's older version.</summary>
    public static Reply Old(string problem) => Page(
        $"<html><head><title> - Error report</title><style></style> </head><body><h1>HTTP Status 401 - oauth_problem={problem}</h1>"
        + $"<HR size=\"1\" noshade=\"noshade\"><p><b>type</b> Status report</p><p><b>message</b> <u>oauth_problem={problem}</u></p>"
        + $"<p><b>description</b> <u>This request requires HTTP authentication (oauth_problem={problem}).</u></p>"
        + "<HR size=\"1\" noshade=\"noshade\"><h3></h3></body></html>");

    /// <summary>One form after the other.</summary>
    public static Reply Varied(string problem, int turn, WireFormat format) => (turn % Forms) switch
    {
        0 => New(problem),
        1 => AnswerWriter.Body(401, Tree.Rooted("Error", new JsonObject { ["message"] = "oauth_problem=" + problem }), format),
        2 => new Reply(401, "Token is invalid, or has expired"u8.ToArray(), "text/plain"),
        _ => Old(problem),
    };

    // With an en dash in UTF-8 in the title, which the page does not declare: clients have stumbled over it.
    private static Reply New(string problem) => Page(
        "<!doctype html><html lang=\"en\"><head><title>HTTP Status 401 – Unauthorized</title></head><body><h1>HTTP Status 401 – Unauthorized</h1>"
        + $"<hr class=\"line\" /><p><b>Type</b> Status Report</p><p><b>Message</b> oauth_problem={problem}</p>"
        + "<p><b>Description</b> The request has not been applied because it lacks valid authentication credentials for the target resource.</p>"
        + "<hr class=\"line\" /></body></html>");

    private static Reply Page(string text) => new(401, Encoding.UTF8.GetBytes(text), "text/html");
}
