namespace Brokerage.Kill.Tests.Scenes;

/// <summary>What the line does to the request.</summary>
internal enum LineFault
{
    None,

    /// <summary>The request never arrives.</summary>
    LostRequest,

    /// <summary>The broker acts, and its answer never arrives.</summary>
    LostAnswer,

    /// <summary>The request arrives twice.</summary>
    Duplicate,

    /// <summary>The request arrives after its sender has stopped waiting, within the broker's visibility delay.</summary>
    Delay,
}
