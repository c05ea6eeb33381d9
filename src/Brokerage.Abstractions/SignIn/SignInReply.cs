namespace Brokerage;

/// <summary>What a callback's address says before anything is taken or sent.</summary>
/// <param name="Key">The ticket's key; null where the broker sends none (<see cref="SignInCorrelation.OwnSessionOnly"/>).</param>
/// <param name="Refusal">The broker's or the user's refusal, if that is what it says.</param>
public sealed record SignInReply(string? Key, BrokerageError? Refusal)
{
    /// <summary>Whether it is a refusal, and which; never the key.</summary>
    public override string ToString() => Refusal is null ? nameof(SignInReply) : $"{nameof(SignInReply)}: {Refusal.Code}";
}
