namespace Brokerage;

/// <summary>What the journal knows of a wish. The transitions are <see cref="JournalLifecycle"/>'s. The numbers are stored.</summary>
public enum JournalState
{
    /// <summary>Written down; not a byte of it has left.</summary>
    Recorded = 0,

    /// <summary>Being sent, or its sender died while it was: it may have arrived.</summary>
    Sending = 1,

    /// <summary>A question was asked; nothing is live. After a crash it has lapsed.</summary>
    AwaitingAnswer = 2,

    /// <summary>The broker has it. Of a cancel: the broker has taken the wish.</summary>
    Placed = 3,

    /// <summary>Proven: the broker does not have it. Should an earlier attempt of it show up all the same, it is placed.</summary>
    Rejected = 4,

    /// <summary>It may have arrived or not; the resolver looks for it.</summary>
    Unknown = 5,

    /// <summary>Several targeted looks beyond the broker's visibility delay showed that it never arrived.</summary>
    NotArrived = 6,

    /// <summary>Nobody answered the question in time.</summary>
    Lapsed = 7,

    /// <summary>It waits to be sent while its market is open; proven: the broker does not have it.</summary>
    Queued = 8,

    /// <summary>It was taken back before it was sent, or sent again. It never is.</summary>
    Withdrawn = 9,

    /// <summary>The time until which it was to be sent is over. It never is any more.</summary>
    Expired = 10,
}
