// A simulated broker as a program: dotnet run --project samples/Simulator -- --broker alpaca --listen 127.0.0.1:0
using System.Runtime.InteropServices;
using Brokerage.Simulator;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await SimulatorCommand.RunAsync(args, Console.Out, Console.Error, stop.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
