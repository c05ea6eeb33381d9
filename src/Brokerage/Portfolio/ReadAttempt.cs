namespace Brokerage;

/// <summary>One read that was tried: its value, or why there is none.</summary>
internal readonly record struct ReadAttempt<T>(T? Value, BrokerageError? Error)
    where T : class;
