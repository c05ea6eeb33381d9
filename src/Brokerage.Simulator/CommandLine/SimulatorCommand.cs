using System.Text.Json;
using Brokerage.Simulator.CommandLine.Wire;

namespace Brokerage.Simulator;

/// <summary>The simulators as a program: reads a command line, starts a broker, tells how to reach it, and serves until it is stopped.</summary>
public static class SimulatorCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    /// <summary>Runs one simulated broker until <paramref name="cancellationToken"/> is cancelled.</summary>
    /// <param name="arguments">The command line; <c>--help</c> lists the options.</param>
    /// <param name="output">Gets the JSON document, unless <c>--config-out</c> names a file, or the help.</param>
    /// <param name="errors">Gets what is wrong with the command line or the start.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code: 0 when it was stopped, 1 when it could not start, 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        if (arguments.Any(argument => argument is "--help" or "-h"))
        {
            await output.WriteAsync(SimulatorArguments.Help).ConfigureAwait(false);
            return Done;
        }

        SimulatorArguments read;
        try
        {
            read = SimulatorArguments.Parse(arguments);
        }
        catch (CommandLineException e)
        {
            await errors.WriteLineAsync(e.Message).ConfigureAwait(false);
            return Misused;
        }

        try
        {
            return await ServeAsync(read, output, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            await errors.WriteLineAsync(e.Message).ConfigureAwait(false);
            return Failed;
        }
    }

    private static async Task<int> ServeAsync(SimulatorArguments arguments, TextWriter output, CancellationToken stop)
    {
        var (simulator, described) = await StartAsync(arguments, stop).ConfigureAwait(false);
        await using var _ = simulator.ConfigureAwait(false);
        var document = JsonSerializer.Serialize(described, SimulatorJson.Default.SimulatorDocument);
        if (arguments.ConfigOut is { } file)
        {
            await WriteWholeAsync(file, document).ConfigureAwait(false);
        }
        else
        {
            await output.WriteLineAsync(document).ConfigureAwait(false);
            await output.FlushAsync(stop).ConfigureAwait(false);
        }

        await StoppedAsync(stop).ConfigureAwait(false);
        return Done;
    }

    private static async Task<(IAsyncDisposable Simulator, SimulatorDocument Document)> StartAsync(SimulatorArguments arguments, CancellationToken stop)
    {
        if (arguments.Broker is SimulatorArguments.ETrade)
        {
            var etrade = await ETradeSimulator.StartAsync(arguments.ToETrade(), stop).ConfigureAwait(false);
            return (etrade, etrade.Describe());
        }

        var alpaca = await AlpacaSimulator.StartAsync(arguments.ToAlpaca(), stop).ConfigureAwait(false);
        return (alpaca, alpaca.Describe());
    }

    // Whoever waits for the file must never read half of it.
    private static async Task WriteWholeAsync(string file, string text)
    {
        var draft = file + ".part";
        await File.WriteAllTextAsync(draft, text).ConfigureAwait(false);
        File.Move(draft, file, overwrite: true);
    }

    private static async Task StoppedAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = stop.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), stopped);
        await using var _ = registration.ConfigureAwait(false);
        await stopped.Task.ConfigureAwait(false);
    }
}
