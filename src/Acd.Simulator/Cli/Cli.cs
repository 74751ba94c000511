using System.CommandLine;

namespace Acd.Simulator;

/// <summary>
/// The command line: it runs the command of the arguments and turns its errors into an exit code and a line of text.
/// </summary>
public static class Cli
{
    // After Ctrl-C a command prints its results so far and cleans up.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(15);

    /// <summary>Runs the command of the arguments and returns its exit code.</summary>
    public static async Task<int> InvokeAsync(string[] args, params Command[] commands)
    {
        var root = new RootCommand(
            "Acd's simulator: load on a running gateway; recorded days, theory, staffing plans and verification of the engine.");
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
            await Console.Error.WriteLineAsync("Stopped without a result.");
            return ExitCodes.GoalMissed;
        }
        catch (GatewayException failed)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return ExitCodes.GoalMissed;
        }
    }
}

/// <summary>The exit codes of the commands.</summary>
public static class ExitCodes
{
    /// <summary>The goal was met.</summary>
    public const int GoalMet = 0;

    /// <summary>The goal was not met, or the command was stopped early.</summary>
    public const int GoalMissed = 1;

    /// <summary>The command line is invalid.</summary>
    public const int Usage = 2;

    /// <summary>The exit code for a goal that was met or not.</summary>
    public static int Of(bool goalMet) => goalMet ? GoalMet : GoalMissed;
}

/// <summary>
/// The command line or a file that it names is invalid. The message tells the user why.
/// </summary>
public sealed class UsageException(string message) : Exception(message);
