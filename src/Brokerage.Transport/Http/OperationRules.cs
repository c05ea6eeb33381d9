namespace Brokerage.Transport;

/// <summary>The consequences of an operation class, in one place.</summary>
internal static class OperationRules
{
    /// <summary>A lost answer leaves a question open: the broker perhaps acted.</summary>
    public static bool Acts(this OperationClass operation) => operation is not (OperationClass.Read or OperationClass.Session);

    /// <summary>Creates, changes or removes orders, so that a live environment needs its switch.</summary>
    public static bool Trades(this OperationClass operation) => operation is OperationClass.Placement or OperationClass.Cancel;

    /// <summary>May be sent again after a failure that leaves open whether the broker acted.</summary>
    public static bool IsRepeatable(this OperationClass operation) =>
        operation is OperationClass.Read or OperationClass.Session or OperationClass.Cancel;

    /// <summary>What an answer that does not come, or cannot be read, says about the broker's deeds.</summary>
    public static Effect EffectOfSilence(this OperationClass operation) => operation.Acts() ? Effect.Unknown : Effect.None;
}
