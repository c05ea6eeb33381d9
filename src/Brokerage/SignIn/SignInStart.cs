namespace Brokerage;

/// <summary>A sign-in that has begun.</summary>
/// <param name="Handle">What to give back with a typed code, with keys, or to ask again. Whoever has it can end the sign-in: it belongs into the user's own page alone.</param>
/// <param name="Step">What has to happen next.</param>
/// <param name="ExpiresAt">When it ends (UTC).</param>
public sealed record SignInStart(Secret Handle, SignInStep Step, DateTimeOffset ExpiresAt);
