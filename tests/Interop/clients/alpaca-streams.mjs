// Drives the data streams of Alpaca's own client, which speaks MessagePack, against the simulator. First argument: its JSON document.
import fs from "node:fs";
import { Alpaca } from "@alpacahq/alpaca-trade-api";
import { check, done, patiently, step } from "./steps.mjs";

const config = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const { key_id: keyId, secret_key: secret, client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri } = config.credentials;
const symbol = config.symbols.equity;
const fetchApi = (url, init) => {
    const wanted = new URL(url);
    return fetch(new URL(wanted.pathname + wanted.search, config.urls.trading), init);
};
const alpaca = new Alpaca({ keyId, secret, fetchApi, retry: false, rateLimit: false });

const listen = async (stream) => {
    const heard = { quotes: [], trades: [], days: [], errors: [], subscriptions: [] };
    stream.onQuote((quote) => heard.quotes.push(quote));
    stream.onTrade((trade) => heard.trades.push(trade));
    stream.onDailyBar?.((bar) => heard.days.push(bar));
    stream.onError((error) => heard.errors.push(error));
    stream.on("subscription", (subscription) => heard.subscriptions.push(JSON.parse(JSON.stringify(subscription))));
    stream.connect();
    heard.result = await stream.waitForAuthenticationResult(10_000);
    return heard;
};
const until = (list, isWanted, what) => patiently(async () => list.find(isWanted), (found) => found !== undefined, what);
const stocks = (client = alpaca) => client.marketData.stockStream({ url: `${config.urls.data_stream}/v2/iex`, reconnect: false });

await step("stock stream, changed while it runs", async () => {
    const stream = stocks();
    stream.subscribeForQuotes([symbol]);
    const heard = await listen(stream);
    check(heard.result.authenticated, heard.result.message);
    const quote = await until(heard.quotes, (one) => one.symbol === symbol, "a quote");
    check(quote.askPrice > quote.bidPrice && /\.\d{9}Z$/.test(quote.timestampRaw ?? ""), Object.keys(quote).join());

    stream.subscribeForQuotes(["MSFT"]);
    stream.subscribeForTrades([symbol]);
    await until(heard.quotes, (one) => one.symbol === "MSFT", "a quote of the second symbol");
    await alpaca.trading.orders.market({ symbol, qty: 3, side: "buy" });
    await until(heard.trades, (one) => one.symbol === symbol && Number(one.size) === 3, "the trade of an order");

    stream.unsubscribeFromQuotes([symbol]);
    await until(heard.subscriptions, (one) => one.quotes.join() === "MSFT" && one.trades.join() === symbol, "the smaller subscription");
    stream.disconnect();
});
await step("crypto stream", async () => {
    const stream = alpaca.marketData.cryptoStream({ url: `${config.urls.data_stream}/v1beta3/crypto/us`, reconnect: false });
    stream.subscribeForQuotes(["BTC/USD"]);
    const heard = await listen(stream);
    const quote = await until(heard.quotes, (one) => one.symbol === "BTC/USD", "a quote");
    check(quote.bidPrice > 0, "no bid");
    stream.disconnect();
});
await step("option stream", async () => {
    const contracts = await alpaca.trading.assets.getOptionsContracts({ underlyingSymbols: symbol, expirationDateLte: new Date(Date.now() + 200 * 86_400_000), limit: 2 });
    const [first, second] = (contracts.option_contracts ?? contracts.optionContracts).map((one) => one.symbol);
    const stream = alpaca.marketData.optionStream({ url: `${config.urls.data_stream}/v1beta1/indicative`, reconnect: false });
    stream.subscribeForQuotes([first]);
    const heard = await listen(stream);
    const quote = await until(heard.quotes, (one) => one.symbol === first, "a quote");
    check(quote.askPrice > 0, JSON.stringify(Object.keys(quote)));
    stream.subscribeForQuotes([second]);
    await until(heard.quotes, (one) => one.symbol === second, "a quote of the second contract");

    stream.subscribeForQuotes(["*"]);
    await until(heard.errors, (one) => /star subscription/.test(one), "413");
    stream.subscribeForBars([first]);
    await until(heard.errors, (one) => /invalid subscribe action/.test(one), "410");
    stream.disconnect();
});
await step("foreign keys", async () => {
    const stream = stocks(new Alpaca({ keyId: "PKFOREIGN", secret: "x", fetchApi }));
    const heard = await listen(stream);
    check(!heard.result.authenticated && heard.result.code === 402, JSON.stringify(heard.result));
});
await step("one connection each", async () => {
    const first = stocks();
    check((await listen(first)).result.authenticated, "not let in");
    const second = stocks();
    const heard = await listen(second);
    check(!heard.result.authenticated && heard.errors.includes("connection limit exceeded"), JSON.stringify([heard.result, heard.errors]));
    first.disconnect();
});
await step("sign-in, and its token in the place of the keys", async () => {
    const address = new URL("/oauth/authorize", config.urls.oauth);
    const query = { response_type: "code", client_id: clientId, redirect_uri: redirectUri, state: "s", env: "paper", scope: "trading data" };
    Object.entries(query).forEach(([name, value]) => address.searchParams.set(name, value));
    const page = await fetch(address, { redirect: "manual" });
    const back = new URL(page.headers.get("location"));
    check(back.searchParams.get("state") === "s", back.href);
    const form = { grant_type: "authorization_code", code: back.searchParams.get("code"), client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri };
    const token = await (await fetch(new URL("/oauth/token", config.urls.oauth), { method: "POST", body: new URLSearchParams(form) })).json();
    const mine = new Alpaca({ accessToken: token.access_token, fetchApi, retry: false });
    check((await mine.trading.account.getAccount()).status === "ACTIVE", "no account");

    // The client's streams know keys alone; a token goes in as the secret of the key "oauth".
    const stream = stocks(new Alpaca({ keyId: "oauth", secret: token.access_token, fetchApi }));
    stream.subscribeForQuotes([symbol]);
    const heard = await listen(stream);
    check(heard.result.authenticated, heard.result.message);
    await until(heard.quotes, (one) => one.symbol === symbol, "a quote");
    stream.disconnect();
});
done();
