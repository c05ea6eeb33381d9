using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>GET /v1/accounts/{key}/transactions, a page of it. Whether there are more its flag does not say reliably; a marker does.</summary>
internal sealed record TransactionListAnswerWire : IAnswerWire
{
    [JsonPropertyName("TransactionListResponse")] public TransactionListWire? TransactionListResponse { get; set; }

    bool IAnswerWire.IsAnswer => TransactionListResponse is not null;
}

internal sealed record TransactionListWire
{
    public string? Marker { get; set; }
    public string? Next { get; set; }
    [JsonPropertyName("Transaction")] public IReadOnlyList<TransactionWire>? Transaction { get; set; }
}

internal sealed record TransactionWire
{
    public string? TransactionId { get; set; }
    public long? TransactionDate { get; set; }
    public decimal? Amount { get; set; }
    public string? Description { get; set; }
    public string? TransactionType { get; set; }
    public string? Memo { get; set; }
    public TransactionBrokerageWire? Brokerage { get; set; }
}

internal sealed record TransactionBrokerageWire
{
    public IReadOnlyList<ProductWire>? Product { get; set; }
    public decimal? Quantity { get; set; }
    public decimal? Price { get; set; }
    public string? SettlementCurrency { get; set; }
    public decimal? Fee { get; set; }
    public string? OrderNo { get; set; }
}
