using System.Globalization;
using System.Net;
using Brokerage.Exchange;

namespace Brokerage.Simulator;

/// <summary>The command line, read.</summary>
internal sealed record SimulatorArguments
{
    public const string Alpaca = "alpaca";
    public const string ETrade = "etrade";

    public const string Help = """
        Usage: Simulator --broker NAME [options]

          --broker NAME             the broker to simulate: alpaca or etrade
          --listen ADDRESS:PORT     loopback only; port 0 takes a free one (127.0.0.1:0)
          --config-out FILE         write the JSON document there instead of to standard output
          --tls                     serve https beside http, on the same port
          --cert FILE --key FILE    with this certificate instead of one made at the start (PEM)
          --market MODE             open (default), closed or calendar
          --seed N                  the seed of prices, ids, credentials and faults (1)
          --pacing MODE             off (default) or strict
          --ghost-sessions          one connection per stream; a broken one blocks the next for 90 seconds
          --faults FILE             faults as a JSON array
          --unknown-fields          add fields and words that no documentation names
          --auto-approve            sign-in pages approve by themselves
          --redirect-uri URI        where the sign-in page sends users back; E*TRADE shows a code without it
          --cash AMOUNT             what the account begins with (100000)
          --hold SYMBOL=QTY@COST    a holding that it begins with; may be repeated
          --live                    Alpaca: play the live environment instead of paper
          --sandbox                 E*TRADE: play the sandbox with its answers that never change
          --signed-origin URL       E*TRADE: an origin that signatures may be made for; may be repeated
          --help                    this text

        """;

    public string Broker { get; private init; } = "";

    public IPEndPoint Listen { get; private init; } = new(IPAddress.Loopback, 0);

    public string? ConfigOut { get; private init; }

    public bool Tls { get; private init; }

    public string? CertificateFile { get; private init; }

    public string? KeyFile { get; private init; }

    public MarketMode Market { get; private init; } = MarketMode.Open;

    public ulong Seed { get; private init; } = 1;

    public PacingMode Pacing { get; private init; }

    public bool GhostSessions { get; private init; }

    public string? Faults { get; private init; }

    public bool UnknownFields { get; private init; }

    public bool AutoApprove { get; private init; }

    public string? RedirectUri { get; private init; }

    public decimal Cash { get; private init; } = 100_000m;

    public IReadOnlyList<OpeningHolding> Holdings { get; private init; } = [];

    public bool Live { get; private init; }

    public bool Sandbox { get; private init; }

    public IReadOnlyList<Uri> SignedOrigins { get; private init; } = [];

    /// <exception cref="CommandLineException">Something is missing, unknown or makes no sense; the message says what.</exception>
    public static SimulatorArguments Parse(IReadOnlyList<string> arguments)
    {
        var read = new SimulatorArguments();
        var at = 0;
        while (at < arguments.Count)
        {
            var (name, given) = Split(arguments[at++]);
            string Value() => given ?? (at < arguments.Count ? arguments[at++] : throw new CommandLineException($"{name} needs a value."));
            read = read.With(name, Value);
        }

        if (read.Broker is not (Alpaca or ETrade))
        {
            throw new CommandLineException(
                read.Broker.Length == 0 ? "--broker is missing." : $"There is no simulator for '{read.Broker}'; there are: {Alpaca}, {ETrade}.");
        }

        return read;
    }

    public AlpacaSimulatorOptions ToAlpaca()
    {
        var options = new AlpacaSimulatorOptions
        {
            Listen = Listen,
            Tls = Tls || CertificateFile is not null,
            CertificateFile = CertificateFile,
            KeyFile = KeyFile,
            Market = Market,
            Seed = Seed,
            Pacing = Pacing,
            GhostSessions = GhostSessions,
            Faults = Faults is null ? [] : FaultFile.Read(Faults),
            UnknownFields = UnknownFields,
            AutoApprove = AutoApprove,
            Opening = new AccountOpening { Kind = MarginKind.Margin, Cash = Cash, Holdings = Holdings },
            Live = Live,
        };
        return RedirectUri is null ? options : options with { RedirectUri = RedirectUri };
    }

    public ETradeSimulatorOptions ToETrade() => new()
    {
        Listen = Listen,
        Tls = Tls || CertificateFile is not null,
        CertificateFile = CertificateFile,
        KeyFile = KeyFile,
        Market = Market,
        Seed = Seed,
        Pacing = Pacing,
        Faults = Faults is null ? [] : FaultFile.Read(Faults),
        UnknownFields = UnknownFields,
        AutoApprove = AutoApprove,
        Accounts = [new ETradeAccount { Opening = new ETradeAccount().Opening with { Cash = Cash, Holdings = Holdings } }],
        Callback = RedirectUri is null ? null : new Uri(RedirectUri),
        Mode = Sandbox ? ETradeMode.Sandbox : ETradeMode.Production,
        SignedOrigins = SignedOrigins,
    };

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && argument.StartsWith("--", StringComparison.Ordinal) ? (argument[..equals], argument[(equals + 1)..]) : (argument, null);
    }

    private SimulatorArguments With(string name, Func<string> value) => name switch
    {
        "--broker" => this with { Broker = value() },
        "--listen" => this with { Listen = EndPoint(value()) },
        "--config-out" => this with { ConfigOut = value() },
        "--tls" => this with { Tls = true },
        "--cert" => this with { CertificateFile = value() },
        "--key" => this with { KeyFile = value() },
        "--market" => this with { Market = ReadMarket(value()) },
        "--seed" => this with { Seed = ReadSeed(value()) },
        "--pacing" => this with { Pacing = ReadPacing(value()) },
        "--ghost-sessions" => this with { GhostSessions = true },
        "--faults" => this with { Faults = value() },
        "--unknown-fields" => this with { UnknownFields = true },
        "--auto-approve" => this with { AutoApprove = true },
        "--redirect-uri" => this with { RedirectUri = Absolute(name, value()).OriginalString },
        "--cash" => this with { Cash = Number(name, value()) },
        "--hold" => this with { Holdings = [.. Holdings, Holding(value())] },
        "--live" => this with { Live = true },
        "--sandbox" => this with { Sandbox = true },
        "--signed-origin" => this with { SignedOrigins = [.. SignedOrigins, Absolute(name, value())] },
        _ => throw new CommandLineException($"The option '{name}' is unknown; --help lists those that there are."),
    };

    private static IPEndPoint EndPoint(string text) =>
        IPEndPoint.TryParse(text.Replace("localhost", "127.0.0.1", StringComparison.OrdinalIgnoreCase), out var point)
            ? point
            : throw new CommandLineException($"--listen: '{text}' is no address with a port.");

    private static Uri Absolute(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw new CommandLineException($"{name}: '{text}' is no address.");

    private static MarketMode ReadMarket(string text) => text switch
    {
        "open" => MarketMode.Open,
        "closed" => MarketMode.Closed,
        "calendar" => MarketMode.Calendar,
        _ => throw new CommandLineException($"--market is open, closed or calendar, not '{text}'."),
    };

    private static PacingMode ReadPacing(string text) => text switch
    {
        "off" => PacingMode.Off,
        "strict" => PacingMode.Strict,
        _ => throw new CommandLineException($"--pacing is off or strict, not '{text}'."),
    };

    private static ulong ReadSeed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new CommandLineException($"--seed is a whole number that is not negative, not '{text}'.");

    private static decimal Number(string name, string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CommandLineException($"{name}: '{text}' is no amount.");

    private static OpeningHolding Holding(string text)
    {
        var parts = text.Split('=', '@');
        return parts.Length == 3 && Instrument.TryParse(parts[0], out var instrument)
            ? new OpeningHolding(instrument, Number("--hold", parts[1]), Number("--hold", parts[2]))
            : throw new CommandLineException($"--hold: '{text}' is not SYMBOL=QTY@COST.");
    }
}
