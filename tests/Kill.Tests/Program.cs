using System.Globalization;
using Brokerage.Kill.Tests.Child;
using Brokerage.Kill.Tests.Stores;

namespace Brokerage.Kill.Tests;

/// <summary>The test run; or, with an argument, the process that is killed.</summary>
internal static class Program
{
    /// <summary>The argument that makes it the process that is killed.</summary>
    public const string ChildArgument = "--be-killed";

    /// <summary>The argument that makes it the process that is killed while it writes to a database.</summary>
    public const string WriterArgument = "--be-killed-writing";

    private static async Task<int> Main(string[] args)
    {
        if (args is [ChildArgument])
        {
            await Victim.RunAsync();
            return 0;
        }

        if (args is [WriterArgument, var path, var first])
        {
            await BusyWriter.RunAsync(path, int.Parse(first, CultureInfo.InvariantCulture));
            return 0;
        }

        return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
            ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, Kill.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
    }
}
