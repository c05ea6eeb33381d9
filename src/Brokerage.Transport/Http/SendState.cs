namespace Brokerage.Transport;

/// <summary>What one call remembers over its attempts.</summary>
internal sealed class SendState(BrokerRequest request, Uri address)
{
    public BrokerRequest Request => request;

    public Uri Address => address;

    public int Attempts { get; set; }

    /// <summary>The last error after which the broker perhaps had acted. No later attempt can undo that doubt.</summary>
    public BrokerageError? Doubt { get; set; }

    /// <summary>The last attempt was handed to the line, and the broker may have counted it.</summary>
    public bool HasLeft { get; set; }

    public bool HasRenewed { get; set; }

    /// <summary>The first attempt has been handed to the pipeline of repetitions.</summary>
    public bool HasBegunAgain { get; set; }
}
