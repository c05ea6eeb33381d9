namespace Brokerage.Hosting;

/// <summary>What a user is told.</summary>
public enum NoticeKind
{
    /// <summary>His login at the broker ends soon; logging in before keeps everything going.</summary>
    LoginEndsSoon = 0,

    /// <summary>His login at the broker has ended: nothing works before he logs in again.</summary>
    LoginNeeded = 1,
}
