using System.Runtime.InteropServices;

namespace Brokerage.Transport;

/// <summary>What decides which buckets count a request.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateRouteKey(string Application, string Connection, string? Account, string? Class)
{
    /// <summary>Whom a limit of the scope counts together with this caller.</summary>
    public string Sharer(LimitScope scope) => scope switch
    {
        LimitScope.Application => Application,
        LimitScope.Account => Account ?? Connection,
        LimitScope.LocalAddress => "",
        _ => Connection,
    };
}
