// A web host that is published trimmed, and then asked: what the trimmer took away would be missed here.
using System.Text;
using Brokerage;
using Brokerage.Mock;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
builder.Services.AddBrokerage().AddMock("mock").AddSignIn(new FixedKeyProvider(VaultKey.Create("k1"))).AddEndpoints(options =>
{
    options.AllowAnonymous = true;
    options.Offer(MockAdapter.BrokerId, "simulated", "mock");
});
await using var app = builder.Build();
app.MapBrokerage();
await app.StartAsync();
using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

Say("offers", await GetAsync("offers"), "\"brokerId\":\"mock\"");
var step = await PostAsync("sign-ins", """{"brokerId":"mock","environment":"simulated","access":"Trading"}""");
Say("begin", step, "\"step\":\"EnterKeys\"");
var connected = await PostAsync("sign-ins/keys", "{\"handle\":\"" + Member(step, "handle") + "\",\"keys\":{}}");
Say("keys", connected, "\"outcome\":\"Connected\"");
var (connection, account) = (Member(connected, "connectionId"), Member(connected, "accountId"));
Say("callback", await GetAsync("callback/mock/simulated?code=x"), "\"code\":\"SignInMalformed\"");
Say("connections", await GetAsync("connections"), connection);
Say("refresh", await PostAsync($"connections/{connection}/refresh", "{}"), "\"isComplete\":true");
Say("portfolio", await GetAsync("portfolio?environment=Simulated"), "\"averageCost\":\"");
var prepared = await PostAsync("orders/prepare", "{\"connectionId\":\"" + connection + "\",\"accountId\":\"" + account + "\",\"withPreview\":true," +
    """ "place":{"order":{"legs":[{"instrument":"BRK.B","side":"Buy"}],"units":"1","price":{"kind":"Limit","price":"100.5"}}}}""");
Say("prepare", prepared, "\"clientOrderId\":\"");
Say("submit", await PostAsync("orders/submit", "{\"clientOrderId\":\"" + Member(prepared, "clientOrderId") + "\"}"), "\"result\":\"Placed\"");
Say("wish", await GetAsync("orders/" + Member(prepared, "clientOrderId")), "\"state\":\"Placed\"");
Say("problem", await PostAsync("orders/prepare", "{}"), "\"code\":\"InvalidRequest\"");
await app.StopAsync();

async Task<string> GetAsync(string path)
{
    using var reply = await browser.GetAsync("/brokerage/" + path);
    return await reply.Content.ReadAsStringAsync();
}

async Task<string> PostAsync(string path, string body)
{
    using var reply = await browser.PostAsync("/brokerage/" + path, new StringContent(body, Encoding.UTF8, "application/json"));
    return await reply.Content.ReadAsStringAsync();
}

static string Member(string json, string name)
{
    var from = json.IndexOf($"\"{name}\":\"", StringComparison.Ordinal) + name.Length + 4;
    return json[from..json.IndexOf('"', from)];
}

static void Say(string what, string answer, string expected) => Console.WriteLine(answer.Contains(expected, StringComparison.Ordinal) ? "ok " + what : $"FAIL {what}: {answer}");
