namespace Brokerage;

/// <summary>Who waits for a call. Cancels pass before both.</summary>
public enum CallPriority
{
    /// <summary>A person or a strategy waits.</summary>
    Interactive = 0,

    /// <summary>Nobody waits: synchronisation, prefetching.</summary>
    Background = 1,
}
