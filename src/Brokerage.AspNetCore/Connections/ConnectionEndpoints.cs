using Brokerage.AspNetCore.Access;
using Brokerage.AspNetCore.Mapping;
using Brokerage.AspNetCore.Problems;
using Brokerage.AspNetCore.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Brokerage.AspNetCore.Connections;

/// <summary>A user's connections: list, name, prefer, refresh, end.</summary>
internal sealed class ConnectionEndpoints(
    UserConnections connections,
    IConnectionUpkeep upkeep,
    ISignInManager signIn,
    IConnectionStore store,
    IAccountStore accounts,
    IConnectionManager live,
    BrokerFacts brokers,
    TimeProvider time,
    IOptions<BrokerageOptions> options)
{
    private const int LongestNickname = 100;

    public void Map(RouteGroupBuilder group)
    {
        group.MapGet("/connections", ListAsync).WithSummary("The user's connections, with their accounts.");
        group.MapGet("/connections/{id}", GetAsync).WithSummary("One connection.");
        group.MapPut("/connections/{id}/primary", MakePrimaryAsync).WithSummary("Prefers a connection in its kind of environment.");
        group.MapPut("/connections/{id}/nickname", RenameAsync).WithSummary("Names a connection.");
        group.MapPut("/connections/{id}/accounts", ChooseAsync).WithSummary("Names an account, and says whether it counts in totals.");
        group.MapPost("/connections/{id}/refresh", RefreshAsync).WithSummary("Reads a connection's accounts and what they hold now.");
        group.MapDelete("/connections/{id}", DisconnectAsync).WithSummary("Ends a connection, at the broker where it offers that.");
    }

    private async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var user = Caller.Of(context).User;
        var stored = await store.ListAsync(user, cancellationToken).ConfigureAwait(false);
        var all = new List<ConnectionWire>(stored.Count);
        foreach (var connection in stored) all.Add(await ViewAsync(connection, cancellationToken).ConfigureAwait(false));
        var known = stored.Select(connection => connection.Connection).ToHashSet();
        all.AddRange(live.List(user).Where(info => !known.Contains(info.Connection)).Select(ConnectionMapping.ToWire));
        return TypedResults.Json(new ConnectionListWire(all), BrokerageJson.Wire.ConnectionListWire);
    }

    private async Task<IResult> GetAsync(HttpContext context, string id, CancellationToken cancellationToken) =>
        await ResultAsync(await RequireAsync(context, id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async Task<IResult> MakePrimaryAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var connection = await RequireAsync(context, id, cancellationToken).ConfigureAwait(false);
        return await ResultAsync(await connections.MakePrimaryAsync(connection, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IResult> RenameAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var connection = await RequireAsync(context, id, cancellationToken).ConfigureAwait(false);
        var wish = await Body.ReadAsync(context, BrokerageJson.Wire.NicknameWire, cancellationToken).ConfigureAwait(false);
        var nickname = Nickname(wish.Nickname);
        var renamed = await connections.ChangeAsync(connection.Connection, stored => stored with { Nickname = nickname }, cancellationToken).ConfigureAwait(false);
        return await ResultAsync(renamed, cancellationToken).ConfigureAwait(false);
    }

    // The account stands in the body: brokers' ids may hold what a path cannot.
    private async Task<IResult> ChooseAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var connection = await RequireAsync(context, id, cancellationToken).ConfigureAwait(false);
        var choice = await Body.ReadAsync(context, BrokerageJson.Wire.AccountChoiceWire, cancellationToken).ConfigureAwait(false);
        var isKnown = AccountId.TryParse(choice.AccountId, out var account) && await accounts.ChooseAsync(
            new AccountRef(connection.Connection, connection.Broker, account), Nickname(choice.Nickname), choice.IsCounted, cancellationToken).ConfigureAwait(false);
        return isKnown ? await ResultAsync(connection, cancellationToken).ConfigureAwait(false) : Problem.NoAccount.ToResult();
    }

    private async Task<IResult> RefreshAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var connection = await RequireAsync(context, id, cancellationToken).ConfigureAwait(false);
        var sync = await upkeep.SyncAsync(connection.Connection, options.Value.PortfolioDeadline, cancellationToken).ConfigureAwait(false);
        if (WhyNothing(sync) is { } error) return Problem.Of(error).ToResult();

        var view = await ViewAsync(sync.Connection, cancellationToken).ConfigureAwait(false);
        return TypedResults.Json(
            new RefreshedWire(view, sync.IsComplete, [.. sync.Failures.Select(PortfolioMapping.ToWire)]), BrokerageJson.Wire.RefreshedWire);
    }

    private async Task<IResult> DisconnectAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var connection = await RequireAsync(context, id, cancellationToken).ConfigureAwait(false);
        // Half-way is worse than either end: who leaves the page does not stop it.
        var ended = await signIn.DisconnectAsync(Caller.Of(context).User, connection.Connection, CancellationToken.None).ConfigureAwait(false);
        return ended.WasThere
            ? TypedResults.Json(new DisconnectedWire(ended.Revoked.ToString(), ended.Error?.ToWire()), BrokerageJson.Wire.DisconnectedWire)
            : Problem.NoConnection.ToResult();
    }

    /// <summary>A name that a user gave: nothing is none; what cannot be shown in a line is refused.</summary>
    public static string? Nickname(string? text)
    {
        var name = text?.Trim();
        if (string.IsNullOrEmpty(name)) return null;
        return name.Length <= LongestNickname && !name.Any(char.IsControl)
            ? name
            : throw new RefusedException(Problem.Invalid($"A name is at most {LongestNickname} letters in one line.", "nickname"));
    }

    /// <summary>A connection with its accounts.</summary>
    public async ValueTask<ConnectionWire> ViewAsync(StoredConnection connection, CancellationToken cancellationToken) => ConnectionMapping.ToWire(
        connection, connections.KindOf(connection.Connection), Sentence(connection), await accounts.ListAsync(connection.Connection, cancellationToken).ConfigureAwait(false));

    // A part that failed stands beside what was read; a connection that told nothing is a problem.
    private BrokerageError? WhyNothing(ConnectionSync sync) => sync switch
    {
        { Connection: { State: ConnectionState.NeedsLogin or ConnectionState.Revoked } ended } =>
            new BrokerageError(ended.Problem ?? BrokerageErrorCode.AuthExpired, ended.Broker, Sentence(ended)!),
        // Whose login does not matter: another one would not switch it on.
        { Connection: { State: ConnectionState.Disabled } off } => new BrokerageError(BrokerageErrorCode.Misconfigured, off.Broker, Sentence(off)!),
        { IsComplete: false, Accounts: 0, Failures: [var failure, ..] } => failure.Error,
        _ => null,
    };

    private string? Sentence(StoredConnection connection) => ConnectionSentences.Of(
        connection.State, brokers.NameOf(connection.Broker), connection.PersonNeededBy <= time.GetUtcNow() ? brokers.LoginDaysOf(connection.Broker) : null);

    private ValueTask<StoredConnection> RequireAsync(HttpContext context, string id, CancellationToken cancellationToken) =>
        connections.RequireAsync(Caller.Of(context).User, id, cancellationToken);

    private async ValueTask<IResult> ResultAsync(StoredConnection connection, CancellationToken cancellationToken) =>
        TypedResults.Json(await ViewAsync(connection, cancellationToken).ConfigureAwait(false), BrokerageJson.Wire.ConnectionWire);
}
