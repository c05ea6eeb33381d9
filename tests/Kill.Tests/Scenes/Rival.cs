namespace Brokerage.Kill.Tests.Scenes;

/// <summary>
/// Another wish of the same program for the very same, prepared before either was sent, whose own answer is lost: nothing but whose request arrived
/// tells the two apart.
/// </summary>
internal enum Rival
{
    None,

    /// <summary>Its request never arrives.</summary>
    LostRequest,

    /// <summary>Its request arrives, and the answer does not.</summary>
    LostAnswer,
}
