using Microsoft.AspNetCore.Http;

namespace Brokerage.AspNetCore.Access;

/// <summary>The query of a broker's callback, which was taken out of its request. It holds a code: never log it.</summary>
internal sealed class CallbackQuery(string text)
{
    /// <summary>The query of a request, with its question mark; "" if it has none.</summary>
    public static string Of(HttpContext context) => context.Features.Get<CallbackQuery>()?.Text ?? context.Request.QueryString.Value ?? "";

    private string Text => text;

    /// <summary>Never prints the query.</summary>
    public override string ToString() => nameof(CallbackQuery);
}
