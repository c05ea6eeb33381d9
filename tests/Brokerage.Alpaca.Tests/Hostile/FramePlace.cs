namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>Where in the talk of a stream a frame stands.</summary>
internal enum FramePlace
{
    Greeting,
    Welcome,
    Confirmation,
    News,
}
