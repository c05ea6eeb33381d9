namespace Brokerage.AspNetCore.Connections;

/// <summary>How a connection stands, where its user should know or do something.</summary>
internal static class ConnectionSentences
{
    /// <summary>A sentence to show beside the connection; null while there is nothing to say.</summary>
    /// <param name="state">How it stands.</param>
    /// <param name="broker">The broker's name.</param>
    /// <param name="loginDays">After how many days the broker ends logins, if that is what has ended this one.</param>
    public static string? Of(ConnectionState state, string broker, int? loginDays) => state switch
    {
        ConnectionState.NeedsLogin => $"Your login at {broker} has ended{Rule(loginDays)}. Please log in again.",
        ConnectionState.Revoked => $"{broker} does not let this application in any more. If you want it to, log in again.",
        ConnectionState.Disabled => "This connection is switched off.",
        ConnectionState.Competing => $"Your login at {broker} is in use elsewhere.",
        ConnectionState.Error => $"{broker} cannot be used right now. Logging in again would not help.",
        _ => null,
    };

    private static string Rule(int? loginDays) => loginDays switch
    {
        null => "",
        1 => ", as it does each day",
        _ => $", as it does every {loginDays} days",
    };
}
