using Brokerage.TestSupport.Hostile;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>A frame that is damaged.</summary>
/// <param name="Stream">The stream that it is of.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Original">What is news on this stream, as it should be.</param>
/// <param name="Damaged">What is said instead of the frame.</param>
/// <param name="Promise">What has to come of it.</param>
internal sealed record HostileFrame(StreamTalk Stream, FramePlace Place, byte[] Original, byte[] Damaged, Promise Promise);
