using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>
/// Where a command shows what it has: results go to standard output, as tables or as JSON, and progress to standard error, so
/// that a program may read the one while a person watches the other.
/// </summary>
public sealed class ConsoleOutput
{
    private const int RedirectedWidth = 150;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly IAnsiConsole _console;
    private readonly TextWriter _output;
    private readonly bool _asJson;

    /// <summary>Shows on the process's own standard output and error.</summary>
    /// <param name="asJson">Whether results are for a program.</param>
    public ConsoleOutput(bool asJson)
        : this(asJson, Console.Out, !Console.IsOutputRedirected, new ProgressLine(Console.Error, !Console.IsErrorRedirected))
    {
    }

    /// <summary>Shows elsewhere.</summary>
    /// <param name="asJson">Whether results are for a program.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="terminal">Whether that is a terminal, with colours and a width of its own.</param>
    /// <param name="progress">Where progress goes.</param>
    public ConsoleOutput(bool asJson, TextWriter output, bool terminal, ProgressLine progress)
    {
        _asJson = asJson;
        _output = output;
        Progress = progress;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
        });
        if (!terminal)
            _console.Profile.Width = RedirectedWidth;
    }

    /// <summary>Where a command says how far it is.</summary>
    public ProgressLine Progress { get; }

    /// <summary>Shows a result.</summary>
    /// <param name="result">The result, for programs.</param>
    /// <param name="tables">The same for people.</param>
    public void Show<T>(T result, Action<IAnsiConsole> tables)
    {
        Progress.End();
        if (_asJson)
            _output.WriteLine(JsonSerializer.Serialize(result, Json));
        else
            tables(_console);
    }
}
