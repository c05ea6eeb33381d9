using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// dotnet run -c Release --project benchmarks/Brokerage.Benchmarks -- --filter '*'
if (args is ["cpu", .. var only])
{
    await Brokerage.Benchmarks.CpuTime.RunAsync(only);
    return;
}

if (args is ["journal", .. var folder])
{
    await Brokerage.Benchmarks.JournalTime.RunAsync(folder.FirstOrDefault());
    return;
}

if (args is ["store", .. var store])
{
    var rounds = store is [var count, ..] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 201;
    await Brokerage.Benchmarks.StoreTime.RunAsync(rounds, store.ElementAtOrDefault(1));
    return;
}

IConfig config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
