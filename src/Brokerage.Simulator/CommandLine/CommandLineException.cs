namespace Brokerage.Simulator;

/// <summary>The command line is wrong; the message is for the person who wrote it.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
