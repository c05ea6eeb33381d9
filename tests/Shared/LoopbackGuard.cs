using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;

namespace Brokerage.TestSupport;

/// <summary>
/// Listens to every socket and every name look-up of the test process, from before the first test. Anything but
/// loopback is written down with the test that did it, and <see cref="LoopbackOnlyAttribute"/> fails that test.
/// </summary>
internal sealed class LoopbackGuard : EventListener
{
    private static readonly ConcurrentDictionary<long, Reach> Found = new();
    private static LoopbackGuard? _instance;
    private static long _count;

    /// <summary>True once the runtime's socket and name events are being listened to.</summary>
    public static bool IsListening => _instance is not null;

    [ModuleInitializer]
    internal static void Start()
    {
        // Behind a proxy on loopback every address would look like loopback, so no proxy is ever used in a test.
        HttpClient.DefaultProxy = new NoProxy();
        _instance = new LoopbackGuard();
    }

    /// <summary>Removes and returns what one test reached for; what no test can be named for goes to whoever asks first.</summary>
    public static IReadOnlyList<string> Take(string? testId) =>
        [.. Found.Where(pair => pair.Value.TestId is null || pair.Value.TestId.Equals(testId, StringComparison.Ordinal))
            .Select(pair => Found.TryRemove(pair.Key, out Reach reach) ? reach.What : null)
            .OfType<string>()];

    /// <summary>Removes and returns everything that is left, whichever test it belongs to.</summary>
    public static IReadOnlyList<string> TakeAll() =>
        [.. Found.Keys.Select(key => Found.TryRemove(key, out Reach reach) ? reach.What : null).OfType<string>()];

    /// <inheritdoc />
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is "System.Net.Sockets" or "System.Net.NameResolution")
        {
            EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.All);
        }
    }

    /// <inheritdoc />
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        string text = eventData.Payload is [string first, ..] ? first : "";
        string? what = eventData.EventName switch
        {
            "ConnectStart" when !IsLocalSocket(text) => $"a socket was opened to {Readable(text)}",
            "ResolutionStart" when !IsLocalName(text) => $"the name '{text}' was looked up",
            _ => null,
        };
        if (what is not null)
        {
            Found[Interlocked.Increment(ref _count)] = new Reach(what, TestContext.Current.Test?.UniqueID);
        }
    }

    private static bool IsLocalName(string name) =>
        name.Length == 0
        || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(name, out IPAddress? address) && IsLocal(address));

    private static bool IsLocalSocket(string socketAddress) =>
        socketAddress.StartsWith("Unix:", StringComparison.Ordinal) || (AddressOf(socketAddress) is { } address && IsLocal(address));

    private static bool IsLocal(IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static string Readable(string socketAddress) => AddressOf(socketAddress)?.ToString() ?? socketAddress;

    // The runtime writes a socket address as "InterNetwork:16:{port,port,a,b,c,d,…}"; version 6 has four bytes of flow first.
    private static IPAddress? AddressOf(string socketAddress)
    {
        int open = socketAddress.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return null;
        }

        byte[] bytes = [.. socketAddress[(open + 1)..].TrimEnd('}').Split(',').Select(part => byte.Parse(part, CultureInfo.InvariantCulture))];
        return socketAddress.StartsWith("InterNetworkV6", StringComparison.Ordinal) ? new IPAddress(bytes.AsSpan(6, 16)) : new IPAddress(bytes.AsSpan(2, 4));
    }

    private readonly record struct Reach(string What, string? TestId);

    private sealed class NoProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => null;

        public bool IsBypassed(Uri host) => true;
    }
}
