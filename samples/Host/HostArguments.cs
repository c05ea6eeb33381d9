using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Host;

internal static class HostArguments
{
    public static string? Value(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    public static int Port(string[] args, int otherwise) => Value(args, "--port") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A port that nobody uses now: the broker has to know the host's address before the host starts.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
