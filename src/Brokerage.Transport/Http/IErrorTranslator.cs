namespace Brokerage.Transport;

/// <summary>
/// A broker's error table: from status, code and text to a <see cref="BrokerageError"/>. Its <see cref="BrokerageError.Effect"/> decides
/// whether a placement was provably refused (<see cref="Effect.None"/>) or perhaps taken (<see cref="Effect.Unknown"/>), and nothing
/// else does: say <see cref="Effect.None"/> for a placement only where the broker's answer proves that no order exists.
/// Implementations are pure.
/// </summary>
public interface IErrorTranslator
{
    /// <summary>Translates an answer whose status is not 2xx. What the table does not know goes to <see cref="StatusErrors.Translate"/>.</summary>
    BrokerageError Translate(BrokerRequest request, BrokerResponse response);

    /// <summary>Looks into an answer whose status is 2xx, for brokers that refuse with 200.</summary>
    /// <returns>Null when the answer is no refusal.</returns>
    BrokerageError? Inspect(BrokerRequest request, BrokerResponse response) => null;
}
