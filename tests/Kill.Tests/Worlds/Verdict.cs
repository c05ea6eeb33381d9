namespace Brokerage.Kill.Tests.Worlds;

/// <summary>How a scene ended.</summary>
internal enum Verdict
{
    /// <summary>Nothing was written down, and nothing is at the broker.</summary>
    NotRecorded,

    /// <summary>The journal says that the broker has it, and it has.</summary>
    Placed,

    /// <summary>The journal says that the broker does not have it, and it has not.</summary>
    Absent,

    /// <summary>Several orders fit: the journal says that nobody knows.</summary>
    Unknown,

    /// <summary>Ours was lost, and an identical order that was placed elsewhere meanwhile was taken for it: nothing tells them apart.</summary>
    TwinTaken,
}
