namespace Brokerage;

/// <summary>
/// What a guard does on its own, and would end with its connection: while it is at work the connection is not idle. Asked for through
/// <see cref="IBrokerageConnection.GetService"/>. Thread-safe.
/// </summary>
internal interface IWorkWithoutLease
{
    bool IsAtWork { get; }
}
