using System.CommandLine;

namespace Acd.Simulator;

/// <summary>
/// The command line: it finds the command that is meant, and turns what goes wrong into an exit code and a line of text.
/// </summary>
public static class Cli
{
    // Long enough for a command to say what it has, and to clean up behind itself, after Ctrl-C.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(15);

    /// <summary>Runs the command that the arguments name, and gives its exit code.</summary>
    public static async Task<int> InvokeAsync(string[] args, params Command[] commands)
    {
        var root = new RootCommand(
            "Acd's simulator: load for a running gateway; real days, theory and staffing plans through the engine.");
        foreach (var command in commands)
            root.Subcommands.Add(command);

        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToStop,
        };
        try
        {
            var code = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitCodes.Usage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before there was anything to tell.");
            return ExitCodes.GoalMissed;
        }
        catch (GatewayException failed)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return ExitCodes.GoalMissed;
        }
    }
}
