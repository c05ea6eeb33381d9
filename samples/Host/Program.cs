// A web host whose users connect brokers: dotnet run --project samples/Host, then open the address that it prints. Offline, on loopback alone.
// Simulated brokers with sign-in pages of their own stand in for Alpaca and E*TRADE. --check goes the whole way by itself and ends.
using Brokerage.Markets;
using Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

var check = args.Contains("--check");
var folder = check ? Directory.CreateTempSubdirectory("brokerage-host-").FullName : Directory.CreateDirectory(HostArguments.Value(args, "--data") ?? "host-data").FullName;
var address = new Uri($"http://127.0.0.1:{(check ? HostArguments.FreePort() : HostArguments.Port(args, 5080))}/");
var clock = new SampleClock();
// The check lets one night pass; it must not begin in the last moment before it.
if (check) clock.GoTo(NewYorkTime.At(NewYorkTime.DateAt(clock.GetUtcNow()).AddDays(1), new TimeOnly(12, 0)));
await using var brokers = await SampleBrokers.StartAsync(address, clock);

if (check)
{
    try
    {
        return await new HostCheck(address, folder, brokers, clock).RunAsync() ? 0 : 1;
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
}

Console.WriteLine($"Open {address} and log in with any name. Data is in {folder}.");
Console.WriteLine($"Alpaca's keys, where the page asks for them: {brokers.Alpaca.Credentials.KeyId} and {brokers.Alpaca.Credentials.SecretKey}");
Console.WriteLine("Enter restarts the host (the simulated brokers stay), n and Enter lets the night pass in New York, Ctrl+C ends.");
while (true)
{
    await using var host = SampleHost.Build(address, folder, brokers, clock);
    await host.StartAsync();
    if (await HostConsole.WaitAsync(host, clock)) return 0;
    await host.StopAsync();
    Console.WriteLine("The host has restarted.");
}
