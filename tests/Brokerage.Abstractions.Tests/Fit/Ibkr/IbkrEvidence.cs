using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>
/// The contract that was resolved; every wire id under which this wish may have gone out; and, while a question is open, the id that
/// answers it and what was asked so far.
/// </summary>
internal sealed record IbkrEvidence(string Conid, IReadOnlyList<string> WireIds, string? ReplyId, IReadOnlyList<Question> Asked)
{
    public string Write() => new JsonObject
    {
        ["v"] = 1,
        ["conid"] = Conid,
        ["wire"] = new JsonArray([.. WireIds.Select(id => (JsonNode)id)]),
        ["reply"] = ReplyId,
        ["asked"] = new JsonArray([.. Asked.Select(question => (JsonNode)new JsonObject { ["id"] = question.Id, ["text"] = question.Text })]),
    }.ToJsonString();

    public static IbkrEvidence Read(string text)
    {
        var node = Json.Read(text);
        var asked = node.List("asked").Select(question => new Question(question.Word("id"), IbkrWebAdapter.Broker.Value, question.Word("text"), Options));
        return new IbkrEvidence(node.Word("conid"), [.. node.At("wire")!.AsArray().Select(id => id!.GetValue<string>())], node.Text("reply"), [.. asked]);
    }

    public static IReadOnlyList<string> Options { get; } = ["Yes", "No"];
}
