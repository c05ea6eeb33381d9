namespace Brokerage.Alpaca;

/// <summary>
/// Settings of Alpaca connections. With <see cref="KeyId"/> and <see cref="SecretKey"/> they describe one connection of one's own; with
/// <see cref="OAuthClientId"/> they describe an application whose users sign in. Paper is the default; live orders need
/// <see cref="AllowLiveOrders"/> too.
/// </summary>
public sealed class AlpacaOptions
{
    /// <summary>The key's id, "PK…" for paper. Null where users sign in instead.</summary>
    public string? KeyId { get; set; }

    /// <summary>The key's secret half.</summary>
    public Secret? SecretKey { get; set; }

    /// <summary>The environment of the connection: <see cref="AlpacaAdapter.Paper"/>, <see cref="AlpacaAdapter.Live"/> or a simulated one.</summary>
    public BrokerEnvironment Environment { get; set; } = AlpacaAdapter.Paper;

    /// <summary>Whether orders may be placed, changed and cancelled in the live environment. Reading never needs it.</summary>
    public bool AllowLiveOrders { get; set; }

    /// <summary>Whether orders may be sent that Alpaca's documents suggest and nothing proves; they carry a notice. Refused by default.</summary>
    public bool AllowUnverified { get; set; }

    /// <summary>Where stock prices come from: iex (every plan), sip, delayed_sip, otc, boats or overnight. What the plan lacks is refused by Alpaca.</summary>
    public string StockFeed { get; set; } = "iex";

    /// <summary>Where option prices come from: indicative (every plan) or opra.</summary>
    public string OptionFeed { get; set; } = "indicative";

    /// <summary>The venue of crypto prices: us, us-1, us-2, eu-1 or bs-1.</summary>
    public string CryptoLocation { get; set; } = "us";

    /// <summary>The client id of the application that users sign in to; null where there is none.</summary>
    public string? OAuthClientId { get; set; }

    /// <summary>The secret of that application.</summary>
    public Secret? OAuthClientSecret { get; set; }

    /// <summary>What users are asked to allow; without any of them Alpaca grants reading alone.</summary>
    public IReadOnlyList<string> OAuthScopes { get; set; } = ["trading", "data"];
}
