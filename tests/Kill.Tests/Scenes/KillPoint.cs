namespace Brokerage.Kill.Tests.Scenes;

/// <summary>Where on its path an order is when its process dies. The numbers are those of docs/orders.md.</summary>
internal enum KillPoint
{
    /// <summary>The order is prepared, and nothing of it is written down.</summary>
    BeforeRecord = 1,

    /// <summary>The line of the journal is being written and synced.</summary>
    WhileRecording = 2,

    /// <summary>The line is on the disk, and nothing has left.</summary>
    AfterRecord = 3,

    /// <summary>Some bytes of the request have left.</summary>
    WhileSending = 4,

    /// <summary>All have left, and no answer has been read.</summary>
    AfterSending = 5,

    /// <summary>The outcome is known, and not written down.</summary>
    BeforeOutcome = 6,

    /// <summary>The outcome was handed to the journal.</summary>
    AfterOutcome = 7,

    /// <summary>The outcome is being looked for: before a look, after it, or before what it found is written down.</summary>
    WhileResolving = 8,
}
