using Brokerage.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.ETrade;

/// <summary>A preview is sent and its answer is lost, each time that it is asked for: nobody knows whether E*TRADE made it, and nothing comes of it.</summary>
public sealed class LostPreviewTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wish_whose_preview_is_lost_leaves_nothing_behind_and_the_same_wish_is_placed_once_later()
    {
        await using var scene = await ETradeScene.OpenAsync();
        var process = await scene.StartAsync();
        var account = (await scene.SignInAsync(process)).Accounts[0].Ref;
        var orders = process.GetRequiredService<IBrokerageService>().Orders;
        var wish = OrderIntent.Place(account, OrderSpec.Limit(Instrument.Parse("BRK.B"), Side.Buy, 1m, 20m));
        scene.ETrade.Faults.Add(new FaultRule { Kind = FaultKind.DropAfter, Path = "/orders/preview" });

        var lost = (await Assert.ThrowsAsync<BrokerageException>(
            () => orders.PlaceAsync(wish, Token).WithStepsAsync(() => scene.Clock.Advance(TimeSpan.FromMilliseconds(50))))).Error;
        scene.ETrade.Faults.Clear();

        Assert.Equal((Effect.None, true), (lost.Effect, lost.IsTransient));
        Assert.Equal((true, 0), (scene.Asked("/orders/preview") > 0, scene.Asked("/orders/place")));
        Assert.Empty(await orders.ListUnknownAsync(cancellationToken: Token));
        Assert.Empty(scene.ETrade.Exchange.GetOrders(scene.ETrade.Accounts[0]));

        // The breaker may still hold its breath.
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SubmitResult.Placed>(await orders.PlaceAsync(wish, Token));
        Assert.Single(scene.ETrade.Exchange.GetOrders(scene.ETrade.Accounts[0]));
    }
}
