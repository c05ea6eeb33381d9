using System.Net;
using Brokerage.Exchange;

namespace Brokerage.Simulator;

/// <summary>How a simulated broker is started. What is not said has a default that suits tests and samples.</summary>
public record SimulatorOptions
{
    /// <summary>Where to listen; loopback only. Port 0 asks for a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Whether https is served beside http, on the same port; the addresses handed out then say https.</summary>
    public bool Tls { get; init; }

    /// <summary>A certificate in PEM form to serve instead of one made at the start; needs <see cref="KeyFile"/>.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The private key in PEM form that belongs to <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Whether the market trades at any hour, never, or by its calendar.</summary>
    public MarketMode Market { get; init; } = MarketMode.Open;

    /// <summary>Whether the broker's rate limits are enforced or only reported.</summary>
    public PacingMode Pacing { get; init; } = PacingMode.Off;

    /// <summary>The seed of everything random: prices, ids, credentials, and faults with a probability.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Faults from the start; more can be added while it runs.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>Whether sign-in pages approve by themselves instead of waiting for the form.</summary>
    public bool AutoApprove { get; init; }

    /// <summary>
    /// Whether answers carry fields and words that no documentation names, as brokers add them over the years;
    /// which ones follows from <see cref="Seed"/>.
    /// </summary>
    public bool UnknownFields { get; init; }

    /// <summary>The clock of the broker; a fake one in tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
