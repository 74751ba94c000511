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

/// <summary>
/// One line that tells how far a command is: on a terminal it is written over and over, elsewhere a new one is written every
/// few seconds. Any thread may use it.
/// </summary>
public sealed class ProgressLine(TextWriter writer, bool terminal, TimeProvider? clock = null)
{
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private long? _last;
    private bool _open;

    /// <summary>Says how far the command is; said too soon after the last time, it is left out.</summary>
    public void Report(string text)
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            if (_last is { } last && _clock.GetElapsedTime(last, now) < (terminal ? BetweenFrames : BetweenLines))
                return;
            _last = now;
            Write(text);
        }
    }

    /// <summary>Says something that must not be left out.</summary>
    public void WriteLine(string text)
    {
        lock (_gate)
        {
            Write(text);
            EndLine();
        }
    }

    /// <summary>Ends the line, so that something else may be written.</summary>
    public void End()
    {
        lock (_gate)
            EndLine();
    }

    private void Write(string text)
    {
        if (!terminal)
        {
            writer.WriteLine(text);
            return;
        }

        // Back to the line's beginning, and away with what is left of a longer text before.
        writer.Write($"\r{text}\u001b[K");
        writer.Flush();
        _open = true;
    }

    private void EndLine()
    {
        if (_open)
            writer.WriteLine();
        _open = false;
    }
}

/// <summary>A file that a command is to write: opened before the work begins, so that a wrong name costs no waiting.</summary>
public sealed class OutputFile : IDisposable
{
    private readonly StreamWriter _writer;

    private OutputFile(StreamWriter writer) => _writer = writer;

    /// <summary>Opens a file anew; none where none is named.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static OutputFile? Open(string? path)
    {
        if (path is null)
            return null;
        try
        {
            return new OutputFile(new StreamWriter(path));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be written: {wrong.Message}");
        }
    }

    /// <summary>Writes a text.</summary>
    public void Write(string text) => _writer.Write(text);

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
