namespace Brokerage.AspNetCore.Tests.Support;

/// <summary>What pages send to prepare orders.</summary>
internal static class OrderText
{
    public static string Limit(string connection) => With(connection, """{"kind":"Limit","price":"412.35"}""");

    public static string With(string connection, string price, string units = "\"1\"", string more = "") =>
        $$"""{"connectionId":"{{connection}}","accountId":"A1","place":{"order":{"legs":[{"instrument":"BRK.B","side":"Buy"}],"units":{{units}},"price":{{price}}{{more}}"""
        + "}}}";
}
