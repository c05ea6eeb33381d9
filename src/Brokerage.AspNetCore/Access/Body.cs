using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Brokerage.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace Brokerage.AspNetCore.Access;

internal static class Body
{
    /// <summary>Reads the JSON of a request whose members may say in a problem where they are wrong.</summary>
    public static ValueTask<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => ReadAsync(context, type, namesPlace: true, cancellationToken);

    /// <summary>Reads the JSON of a request that holds secrets: what is wrong with it is not said, since names and places may repeat them.</summary>
    public static ValueTask<T> ReadSecretAsync<T>(HttpContext context, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => ReadAsync(context, type, namesPlace: false, cancellationToken);

    private static async ValueTask<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, bool namesPlace, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await context.Request.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false)
                ?? throw new RefusedException(Problem.Invalid("The body is missing."));
        }
        catch (JsonException exception)
        {
            throw new RefusedException(Problem.Invalid("The body is not what is expected here.", namesPlace ? exception.Path : null));
        }
    }
}
