// A web host whose users connect brokers: dotnet run --project samples/Host, then open the address that it prints. Offline, on loopback alone.
// A simulated Alpaca with its own sign-in page stands in for the broker. --check goes the whole way by itself and ends.
using Brokerage;
using Brokerage.Exchange;
using Brokerage.Simulator;
using Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

var check = args.Contains("--check");
var folder = check ? Directory.CreateTempSubdirectory("brokerage-host-").FullName : Directory.CreateDirectory(HostArguments.Value(args, "--data") ?? "host-data").FullName;
var address = new Uri($"http://127.0.0.1:{(check ? HostArguments.FreePort() : HostArguments.Port(args, 5080))}/");
await using var alpaca = await AlpacaSimulator.StartAsync(new AlpacaSimulatorOptions
{
    RedirectUri = new Uri(address, "brokerage/callback/alpaca/simulated").AbsoluteUri,
    Opening = new AccountOpening { Kind = MarginKind.Margin, Cash = 20_000m, Holdings = [new OpeningHolding(Instrument.Parse("BRK.B"), 5m, 402.5m)] },
});

if (check)
{
    try
    {
        return await new HostCheck(address, folder, alpaca).RunAsync() ? 0 : 1;
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
}

while (true)
{
    await using var host = SampleHost.Build(address, folder, alpaca);
    await host.StartAsync();
    Console.WriteLine($"Open {address} and log in with any name. Data is in {folder}. Enter restarts the host (the simulated broker stays), Ctrl+C ends.");
    var ended = host.WaitForShutdownAsync();
    var line = Task.Run(Console.ReadLine);
    if (await Task.WhenAny(ended, line) == ended || await line is null)
    {
        // Where nobody can press a key there is only the end to wait for.
        await ended;
        return 0;
    }

    await host.StopAsync();
}
