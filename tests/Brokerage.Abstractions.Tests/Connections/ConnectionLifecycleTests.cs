namespace Brokerage.Abstractions.Tests.Connections;

public sealed class ConnectionLifecycleTests
{
    private static readonly ConnectionCause[] Causes = Enum.GetValues<ConnectionCause>();


    [Theory]
    [InlineData(ConnectionState.Pending, ConnectionCause.Connected, ConnectionState.Active)]
    [InlineData(ConnectionState.Active, ConnectionCause.PartLost, ConnectionState.Degraded)]
    [InlineData(ConnectionState.Degraded, ConnectionCause.Connected, ConnectionState.Active)]
    [InlineData(ConnectionState.Active, ConnectionCause.LoginEnded, ConnectionState.NeedsLogin)]
    [InlineData(ConnectionState.NeedsLogin, ConnectionCause.SignedIn, ConnectionState.Pending)]
    [InlineData(ConnectionState.NeedsLogin, ConnectionCause.Connected, null)]
    [InlineData(ConnectionState.NeedsLogin, ConnectionCause.Failed, ConnectionState.NeedsLogin)]
    [InlineData(ConnectionState.Active, ConnectionCause.SessionLost, ConnectionState.Competing)]
    [InlineData(ConnectionState.Competing, ConnectionCause.Connected, ConnectionState.Active)]
    [InlineData(ConnectionState.Active, ConnectionCause.Failed, ConnectionState.Error)]
    [InlineData(ConnectionState.Error, ConnectionCause.Connected, ConnectionState.Active)]
    [InlineData(ConnectionState.Revoked, ConnectionCause.Connected, null)]
    [InlineData(ConnectionState.Revoked, ConnectionCause.SignedIn, ConnectionState.Pending)]
    [InlineData(ConnectionState.Disabled, ConnectionCause.Connected, null)]
    [InlineData(ConnectionState.Disabled, ConnectionCause.SignedIn, ConnectionState.Disabled)]
    [InlineData(ConnectionState.Disabled, ConnectionCause.Enabled, ConnectionState.Pending)]
    [InlineData(ConnectionState.Active, ConnectionCause.Enabled, null)]
    public void The_table_says(ConnectionState from, ConnectionCause cause, ConnectionState? expected) =>
        Assert.Equal(expected, ConnectionLifecycle.Next(from, cause));

    [Fact]
    public void Every_story_of_eight_events_keeps_the_promises()
    {
        var explored = 0;
        Explore(ConnectionState.Pending, mayServe: true, enabled: true, 7, ref explored);
        Assert.True(explored > 1_000_000, $"only {explored} steps");
    }

    // mayServe: nobody has withdrawn the login since the last sign-in. A connection that lost its login serves again by a sign-in alone.
    private static void Explore(ConnectionState state, bool mayServe, bool enabled, int left, ref int explored)
    {
        foreach (var cause in Causes)
        {
            explored++;
            if (ConnectionLifecycle.Next(state, cause) is not { } next) continue;

            var serves = cause switch
            {
                ConnectionCause.SignedIn or ConnectionCause.Enabled => true,
                ConnectionCause.LoginEnded or ConnectionCause.Revoked => false,
                _ => mayServe,
            };
            var on = cause switch
            {
                ConnectionCause.Enabled => true,
                ConnectionCause.Disabled => false,
                ConnectionCause.Revoked => true,
                _ => enabled,
            };
            if ((next is ConnectionState.Active or ConnectionState.Degraded) && !(serves && on)) Assert.Fail($"{state} --{cause}--> {next}");
            if (left > 0) Explore(next, serves, on, left - 1, ref explored);
        }
    }
}
