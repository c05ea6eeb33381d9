using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Endpoints;

/// <summary>The broker's messages to the user. None are 404, where everything else is empty with 204.</summary>
internal sealed class AlertEndpoints(AlertBook alerts)
{
    private const int DefaultPage = 25;
    private const int LargestPage = 300;

    public void Map(ETradeEndpoints endpoints)
    {
        endpoints.Map("GET", "/v1/user/alerts", Module.User, "alerts", List);
        endpoints.Map("GET", "/v1/user/alerts/{id}", Module.User, "alert details", Details);
        endpoints.Map("DELETE", "/v1/user/alerts/{ids}", Module.User, "deleted alerts", Delete);
    }

    private JsonObject List(Call call)
    {
        var count = ETradeEndpoints.Number(call, "count", DefaultPage, 1, LargestPage, () => ETradeErrors.Parameter("count"));
        var category = ETradeEndpoints.Word(call, "category", "", "", "STOCK", "ACCOUNT");
        var status = ETradeEndpoints.Word(call, "status", "", "", "READ", "UNREAD", "DELETED", "UNDELETED");
        var isUpwards = ETradeEndpoints.Word(call, "direction", "DESC", "ASC", "DESC") is "ASC";
        List<AlertBook.Entry> found = [.. alerts.All()
            .Where(entry => status switch { "" or "UNDELETED" => entry.DeletedAt is null, _ => string.Equals(entry.Status, status, StringComparison.Ordinal) })
            .Where(entry => category.Length == 0 || entry.Alert.Symbol is not null == (category is "STOCK"))
            .Where(entry => call.Query("search") is not { } search || entry.Alert.Subject.Contains(search, StringComparison.OrdinalIgnoreCase))];
        List<AlertBook.Entry> shown = [.. (isUpwards ? found.AsEnumerable().Reverse() : found).Take(count)];
        return shown.Count == 0 ? throw ETradeErrors.NoAlerts() : Tree.Rooted("AlertsResponse", new JsonObject
        {
            // Of all that fit, so that a page that is too short for them shows.
            ["totalAlerts"] = found.Count,
            ["Alert"] = Tree.List(shown.Select(entry => new JsonObject
            {
                ["id"] = entry.Id,
                ["createTime"] = Times.Seconds(entry.CreatedAt),
                ["subject"] = entry.Alert.Subject,
                ["status"] = entry.Status,
            })),
        });
    }

    private JsonObject Details(Call call)
    {
        var entry = Id(ETradeEndpoints.Part(call, "id")) is { } id ? alerts.Read(id) : throw ETradeErrors.AlertId();
        return entry is null ? throw ETradeErrors.NoAlerts() : Tree.Rooted("AlertDetailsResponse", new JsonObject
        {
            ["id"] = entry.Id,
            ["createTime"] = Times.Seconds(entry.CreatedAt),
            ["subject"] = entry.Alert.Subject,
            ["msgText"] = entry.Alert.Text,
            ["readTime"] = Seconds(entry.ReadAt),
            ["deleteTime"] = Seconds(entry.DeletedAt),
            ["symbol"] = entry.Alert.Symbol ?? "",
        });
    }

    private JsonObject Delete(Call call)
    {
        var failed = new JsonArray();
        foreach (var text in ETradeEndpoints.Part(call, "ids").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var id = Id(text) ?? throw ETradeErrors.AlertId();
            if (!alerts.Delete(id))
            {
                failed.Add((JsonNode)id);
            }
        }

        var answer = new JsonObject { ["result"] = failed.Count == 0 ? "SUCCESS" : "ERROR" };
        if (failed.Count > 0)
        {
            answer["failedAlerts"] = new JsonObject { ["alertId"] = failed };
        }

        return Tree.Rooted("AlertsResponse", answer);
    }

    private static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    private static JsonNode Seconds(DateTimeOffset? time) => time is { } known ? Times.Seconds(known) : JsonValue.Create(0);
}
