// Drives Alpaca's own client through a day at the simulator. First argument: the simulator's JSON document.
import fs from "node:fs";
import { Alpaca } from "@alpacahq/alpaca-trade-api";
import { check, done, patiently, refusal, step } from "./steps.mjs";

const config = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const { key_id: keyId, secret_key: secret } = config.credentials;
const symbol = config.symbols.equity;

// The client names the production hosts, and is left to believe in them.
const fetchApi = (url, init) => {
    const wanted = new URL(url);
    return fetch(new URL(wanted.pathname + wanted.search, config.urls.trading), init);
};
const alpaca = new Alpaca({ keyId, secret, fetchApi, retry: false, rateLimit: false });

await step("account", async () => {
    const account = await alpaca.trading.account.getAccount();
    check(account.status === "ACTIVE", account.status);
    check(Number(account.buying_power ?? account.buyingPower) > 0, "no buying power");
});
await step("positions", async () => {
    const positions = await alpaca.trading.positions.getAllOpenPositions();
    check(positions.some((position) => position.symbol === "BRK.B" && position.qty === "12"), JSON.stringify(positions));
});
await step("asset", async () => {
    const asset = await alpaca.trading.assets.getV2AssetsSymbolOrAssetId({ symbolOrAssetId: "BRK.B" });
    check(asset.symbol === "BRK.B" && asset.tradable === true, JSON.stringify(asset));
});
await step("clock", async () => {
    const clock = await alpaca.trading.clock.legacyClock();
    check(clock.isOpen === true, JSON.stringify(clock));
});
const bid = await step("quote", async () => {
    const { quotes } = await alpaca.marketData.stocks.stockLatestQuotes({ symbols: symbol });
    check(quotes[symbol].bp > 0 && quotes[symbol].ap > quotes[symbol].bp, JSON.stringify(quotes));
    return quotes[symbol].bp;
});
await step("snapshot", async () => {
    const snapshots = await alpaca.marketData.stocks.stockSnapshots({ symbols: symbol });
    check(snapshots[symbol].latestTrade.p > 0, JSON.stringify(snapshots));
});
await step("bars", async () => {
    const bars = await alpaca.marketData.collectStockBarsBySymbol({ symbols: symbol, timeframe: "1Day", start: new Date(Date.now() - 20 * 86_400_000) });
    const list = bars instanceof Map ? bars.get(symbol) : bars[symbol];
    check(list.length > 5, `${list.length} bars`);
});

const updates = [];
const trading = alpaca.trading.stream({ url: config.urls.trading_stream, reconnect: false });
await step("trading stream", async () => {
    trading.onTradeUpdate((update) => updates.push(update));
    trading.subscribeTradeUpdates();
    const listening = new Promise((resolve) => trading.on("subscription", resolve));
    trading.connect();
    check(await trading.waitForAuthentication(10_000), "not let in");
    await listening;
});

const price = Math.round(bid * config.limit_factor * 100) / 100;
const limit = await step("limit order rests", async () => {
    const order = await alpaca.trading.orders.limit({ symbol, qty: 2, side: "buy", limitPrice: price, timeInForce: "day", clientOrderId: "interop-1" });
    const id = order.id;
    const read = await patiently(() => alpaca.trading.orders.getOrderByOrderID({ orderId: id }), (one) => one.status === "new", "new");
    check((read.client_order_id ?? read.clientOrderId) === "interop-1", JSON.stringify(read));
    return read;
});
await step("read back by client id", async () => {
    const order = await alpaca.trading.orders.getOrderByClientOrderId({ clientOrderId: "interop-1" });
    check(order.id === limit.id, JSON.stringify(order));
});
await step("open orders", async () => {
    const orders = await alpaca.trading.orders.getAllOrders({ status: "open" });
    check(orders.length === 1 && orders[0].id === limit.id, JSON.stringify(orders));
});
const replaced = await step("modify", async () => {
    const order = await alpaca.trading.orders.patchOrderByOrderId({ orderId: limit.id, patchOrderRequest: { qty: "3" } });
    check(order.id !== limit.id && order.replaces === limit.id, JSON.stringify(order));
    return order;
});
await step("cancel", async () => {
    await alpaca.trading.orders.deleteOrderByOrderID({ orderId: replaced.id });
    await patiently(() => alpaca.trading.orders.getOrderByOrderID({ orderId: replaced.id }), (one) => one.status === "canceled", "canceled");
});
const market = await step("market order fills", async () => {
    const order = await alpaca.trading.orders.market({ symbol, qty: 1, side: "buy", clientOrderId: "interop-2" });
    return patiently(() => alpaca.trading.orders.getOrderByOrderID({ orderId: order.id }), (one) => one.status === "filled", "filled");
});
await step("trade updates", async () => {
    const fill = await patiently(async () => updates.find((update) => update.event === "fill"), (update) => update !== undefined, "fill");
    check(fill.order.id === market.id, JSON.stringify(fill));
    check(updates.some((update) => update.event === "replaced") && updates.some((update) => update.event === "canceled"), updates.map((update) => update.event).join());
});
await step("bracket", async () => {
    const order = await alpaca.trading.orders.bracket({
        symbol, qty: 1, side: "buy", type: "limit", limitPrice: price, timeInForce: "gtc",
        takeProfit: { limitPrice: Math.round(bid * 1.5) }, stopLoss: { stopPrice: Math.round(bid * 0.5) },
    });
    check(order.legs.length === 2, JSON.stringify(order));
    await alpaca.trading.orders.deleteAllOrders();
});
await step("errors", async () => {
    const unknown = await refusal(() => alpaca.trading.orders.market({ symbol: config.symbols.unknown, qty: 1, side: "buy" }));
    check(unknown.status === 422, `${unknown.status} ${unknown.message}`);
    const twice = await refusal(() => alpaca.trading.orders.market({ symbol, qty: 1, side: "buy", clientOrderId: "interop-2" }));
    check(twice.status === 422 && /client_order_id must be unique/.test(twice.message + JSON.stringify(twice.body)), `${twice.status} ${twice.message}`);
    const large = await refusal(() => alpaca.trading.orders.limit({ symbol, qty: 1_000_000, side: "buy", limitPrice: price, timeInForce: "day" }));
    check(large.status === 403, `${large.status} ${large.message}`);
    const foreign = await refusal(() => new Alpaca({ keyId: "PKFOREIGN", secret: "x", fetchApi, retry: false }).trading.account.getAccount());
    check(foreign.status === 401, `${foreign.status} ${foreign.message}`);
});

await step("close a part of a holding", async () => {
    const order = await alpaca.trading.positions.deleteOpenPosition({ symbolOrAssetId: "BRK.B", qty: 2 });
    await patiently(() => alpaca.trading.orders.getOrderByOrderID({ orderId: order.id }), (one) => one.status === "filled", "filled");
    check((await alpaca.trading.positions.getOpenPosition({ symbolOrAssetId: "BRK.B" })).qty === "10", "not 10 left");
});
await step("activities", async () => {
    const rows = await alpaca.trading.accountActivities.getAccountActivities({ activityTypes: ["FILL"] });
    check(rows.some((row) => (row.order_id ?? row.orderId) === market.id), JSON.stringify(rows));
});
await step("portfolio history", async () => {
    const history = await alpaca.trading.portfolioHistory.getAccountPortfolioHistory({ period: "1D", timeframe: "1D" });
    check(history.equity.length === history.timestamp.length && history.equity.length > 0, JSON.stringify(history));
});
await step("settings", async () => {
    const settings = await alpaca.trading.accountConfigurations.getAccountConfig();
    check((settings.no_shorting ?? settings.noShorting) === false, JSON.stringify(settings));
});
await step("calendar", async () => {
    const days = await alpaca.trading.calendar.legacyCalendar({ start: new Date("2026-11-25"), end: new Date("2026-11-27") });
    check(days.length === 2 && days[1].close === "13:00", JSON.stringify(days));
});
await step("watchlists", async () => {
    const made = await alpaca.trading.watchlists.postWatchlist({ createWatchlistRequest: { name: "mine", symbols: [symbol] } });
    check((await alpaca.trading.watchlists.getWatchlists()).some((list) => list.id === made.id), "not listed");
    check((await alpaca.trading.watchlists.getWatchlistById({ watchlistId: made.id })).assets[0].symbol === symbol, "not in it");
    await alpaca.trading.watchlists.deleteWatchlistById({ watchlistId: made.id });
});
await step("option chain", async () => {
    const contracts = await alpaca.trading.assets.getOptionsContracts({ underlyingSymbols: symbol, expirationDateLte: new Date(Date.now() + 200 * 86_400_000), limit: 3 });
    const list = contracts.option_contracts ?? contracts.optionContracts;
    const chain = await alpaca.marketData.options.optionChain({ underlyingSymbol: symbol, limit: 1000 });
    check(list.length === 3 && chain.snapshots[list[0].symbol] !== undefined, JSON.stringify(list));
});

trading.disconnect();
done();
