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

/// <summary>What a command ends with.</summary>
public static class ExitCodes
{
    /// <summary>The goal was met.</summary>
    public const int GoalMet = 0;

    /// <summary>The goal was not met, or the command was stopped before it was.</summary>
    public const int GoalMissed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>The exit code of a command that has reached its goal or not.</summary>
    public static int Of(bool goalMet) => goalMet ? GoalMet : GoalMissed;
}

/// <summary>
/// What was asked for cannot be done as it was asked; the message says why in words for the one who typed it.
/// </summary>
public sealed class UsageException(string message) : Exception(message);
