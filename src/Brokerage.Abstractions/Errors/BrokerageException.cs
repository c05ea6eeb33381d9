namespace Brokerage;

/// <summary>
/// The one exception for what a broker, a line or a guard refused. Misuse of an argument is an <see cref="ArgumentException"/>; the caller's
/// own cancellation is an <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class BrokerageException : Exception
{
    /// <summary>Wraps an error.</summary>
    public BrokerageException(BrokerageError error, Exception? innerException = null)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Message, innerException) => Error = error;

    /// <summary>What went wrong.</summary>
    public BrokerageError Error { get; }

    /// <summary>The code of <see cref="Error"/>, for exception filters.</summary>
    public BrokerageErrorCode Code => Error.Code;
}
