// Drives a public client for E*TRADE through a day at the simulator. First argument: the simulator's JSON document.
import fs from "node:fs";
import { createRequire } from "node:module";
import { check, done, patiently, refusal, step } from "./steps.mjs";

const require = createRequire(import.meta.url);
const { ETrade } = require("e-trade-api");
const axios = require("axios");

const config = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const { consumer_key: key, consumer_secret: secret } = config.credentials;
const accountIdKey = config.accounts[0].account_id_key;
const symbol = config.symbols.equity;

// The client names and signs for the production hosts, and is left to believe in them.
axios.interceptors.request.use((request) => {
    const wanted = new URL((request.baseURL ?? "") + request.url);
    request.baseURL = undefined;
    request.url = new URL(wanted.pathname, config.urls.api).href;
    request.headers.set("Host", wanted.host);
    return request;
});
const etrade = new ETrade({ key, secret, mode: "prod" });

await step("sign-in", async () => {
    const pending = await etrade.requestToken();
    check(pending.oauth_callback_confirmed, JSON.stringify(pending));
    const page = await (await fetch(config.urls.authorize + new URL(pending.url).search)).text();
    const code = /value="([A-Z0-9]+)"/.exec(page)[1];
    const access = await etrade.getAccessToken({ key: pending.oauth_token, secret: pending.oauth_token_secret, code });
    etrade.settings.accessToken = access.oauth_token;
    etrade.settings.accessSecret = access.oauth_token_secret;
});
await step("renewal", async () => {
    const text = await etrade.renewAccessToken({ key: etrade.settings.accessToken, secret: etrade.settings.accessSecret });
    check(text === "Access Token has been renewed", text);
});
await step("accounts", async () => {
    const accounts = await etrade.listAccounts();
    check(accounts.some((account) => account.accountIdKey === accountIdKey && account.accountStatus === "ACTIVE"), JSON.stringify(accounts));
});
await step("balance", async () => {
    const balance = await etrade.getAccountBalances({ accountIdKey });
    check(balance.Computed.marginBuyingPower > 0, JSON.stringify(balance));
});
await step("portfolio", async () => {
    const [portfolio] = await etrade.viewPortfolio({ accountIdKey, totalsRequired: true, lotsRequired: true, view: "COMPLETE", count: 10 });
    const held = portfolio.Position.find((position) => position.Product.symbol === "BRK.B");
    check(held.quantity === 12 && held.PositionLot.length === 1, JSON.stringify(portfolio));
    const lots = await etrade.viewLotsDetails({ accountIdKey, positionId: held.positionId });
    check(lots.PositionLot[0].remainingQty === 12, JSON.stringify(lots));
});
const bid = await step("quote", async () => {
    const quote = await etrade.getQuotes({ symbols: [symbol, "BRK.B"], detailFlag: "ALL" });
    check(quote.Product.symbol === symbol && quote.All.bid > 0 && quote.All.ask > quote.All.bid, JSON.stringify(quote));
    return quote.All.bid;
});
await step("look-up", async () => {
    const found = await etrade.lookupProduct("coca");
    check(found[0].symbol === "KO", JSON.stringify(found));
});
await step("option chain", async () => {
    const [next] = await etrade.getOptionExpireDates({ symbol });
    const chain = await etrade.getOptionChains({ symbol, expiryYear: next.year, expiryMonth: next.month, expiryDay: next.day, includeWeekly: true, noOfStrikes: 4 });
    check(chain.OptionPair.length === 4 && chain.OptionPair[0].Call.osiKey.startsWith(symbol), JSON.stringify(chain));
});

const order = (limitPrice, quantity) => [{
    allOrNone: "false", priceType: limitPrice ? "LIMIT" : "MARKET", orderTerm: "GOOD_FOR_DAY", marketSession: "REGULAR", stopPrice: "", limitPrice: limitPrice ?? "",
    Instrument: [{ Product: { securityType: "EQ", symbol }, orderAction: "BUY", quantityType: "QUANTITY", quantity }],
}];
const place = async (clientOrderId, wanted) => {
    const request = { accountIdKey, orderType: "EQ", clientOrderId, order: wanted };
    const preview = await etrade.previewOrder(request);
    const placed = await etrade.placeOrder({ ...request, previewIds: preview.PreviewIds });
    return placed.OrderIds[0].orderId;
};
const read = async (orderId) => (await etrade.listOrders({ accountIdKey, count: 50 })).Order.find((one) => one.orderId === orderId)?.OrderDetail[0];

const price = Math.round(bid * config.limit_factor * 100) / 100;
const limit = await step("limit order rests", async () => {
    const id = await place("interop1", order(price, 2));
    await patiently(() => read(id), (one) => one?.status === "OPEN" && one.limitPrice === price, "open");
    return id;
});
const changed = await step("change", async () => {
    const request = { accountIdKey, orderId: limit, orderType: "EQ", clientOrderId: "interop2", order: order(price, 3) };
    const preview = await etrade.changePreviewedOrder(request);
    const placed = await etrade.placeChangedOrder({ ...request, previewIds: preview.PreviewIds });
    const id = placed.OrderIds[0].orderId;
    check(id !== limit && (await read(limit)).replacedByOrderId === id, JSON.stringify(placed));
    return id;
});
await step("cancel", async () => {
    const cancel = await etrade.cancelOrder({ accountIdKey, orderId: changed });
    check(cancel.orderId === changed && cancel.Messages.Message[0].code === 5011, JSON.stringify(cancel));
    await patiently(() => read(changed), (one) => one.status === "CANCELLED", "cancelled");
});
await step("market order fills", async () => {
    const id = await place("interop3", order(null, 1));
    const filled = await patiently(() => read(id), (one) => one?.status === "EXECUTED", "executed");
    check(filled.Instrument[0].averageExecutionPrice > 0, JSON.stringify(filled));
});
await step("transactions", async () => {
    const list = await etrade.listTransactions({ accountIdKey, count: 20, sortOrder: "DESC" });
    const bought = list.Transaction.find((one) => one.transactionType === "Bought");
    check(bought.amount < 0 && bought.brokerage.quantity === 1, JSON.stringify(list));
    const details = await etrade.listTransactionDetails({ accountIdKey, transactionId: bought.transactionId });
    check(details.Brokerage.Product.symbol === symbol, JSON.stringify(details));
});
await step("errors", async () => {
    const large = await refusal(() => place("interop4", order(price, 10_000_000)));
    check(large.code === 1021, `${large.code} ${large.message}`);
    const late = await refusal(() => etrade.placeOrder({ accountIdKey, orderType: "EQ", clientOrderId: "interop5", order: order(price, 1), previewIds: [{ previewId: 1 }] }));
    check(late.code === 101, `${late.code} ${late.message}`);
    const gone = await refusal(() => etrade.cancelOrder({ accountIdKey, orderId: changed }));
    check(gone.code === 5001, `${gone.code} ${gone.message}`);
    const none = await refusal(() => etrade.listAlerts({ count: 5, search: "no such message" }));
    check(none.code === 53, `${none.code} ${none.message}`);
    const foreign = await refusal(() => new ETrade({ key, secret: "wrong", mode: "prod" }).requestToken());
    check(foreign.code === 401 && /signature_invalid/.test(foreign.raw), `${foreign.code} ${foreign.raw}`);
});
await step("sign-out", async () => {
    await etrade.revokeAccessToken({ key: etrade.settings.accessToken, secret: etrade.settings.accessSecret });
    const dead = await refusal(() => etrade.listAccounts());
    check(dead.code === 401 && /token_rejected/.test(dead.raw), `${dead.code} ${dead.raw}`);
});

done();
