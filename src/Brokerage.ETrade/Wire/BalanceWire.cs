using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>GET /v1/accounts/{key}/balance. The sandbox tells a part of it; of cash and margin accounts each lacks what the other has.</summary>
internal sealed record BalanceAnswerWire : IAnswerWire
{
    [JsonPropertyName("BalanceResponse")] public BalanceWire? BalanceResponse { get; set; }

    bool IAnswerWire.IsAnswer => BalanceResponse is not null;
}

internal sealed record BalanceWire
{
    public string? AccountMode { get; set; }
    [JsonPropertyName("Computed")] public ComputedBalanceWire? Computed { get; set; }
}

internal sealed record ComputedBalanceWire
{
    public decimal? CashAvailableForInvestment { get; set; }
    public decimal? CashAvailableForWithdrawal { get; set; }
    public decimal? TotalAvailableForWithdrawal { get; set; }
    public decimal? NetCash { get; set; }
    public decimal? CashBalance { get; set; }
    public decimal? UnSettledCashForInvestment { get; set; }
    public decimal? MarginBuyingPower { get; set; }
    public decimal? CashBuyingPower { get; set; }
    public decimal? DtMarginBuyingPower { get; set; }
    public decimal? MarginBalance { get; set; }
    public decimal? AccountBalance { get; set; }
    [JsonPropertyName("OpenCalls")] public OpenCallsWire? OpenCalls { get; set; }
    [JsonPropertyName("RealTimeValues")] public RealTimeValuesWire? RealTimeValues { get; set; }
}

internal sealed record OpenCallsWire
{
    public decimal? MinEquityCall { get; set; }
    public decimal? FedCall { get; set; }
    public decimal? CashCall { get; set; }
    public decimal? HouseCall { get; set; }
}

internal sealed record RealTimeValuesWire
{
    public decimal? TotalAccountValue { get; set; }
    public decimal? NetMv { get; set; }
}
