using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>
/// A command's output. Results go to standard output, as tables or as JSON, and progress goes to standard error, so that a
/// program can read the results while a person watches the progress.
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

    /// <summary>Writes to the process's standard output and error.</summary>
    /// <param name="asJson">Whether results are JSON.</param>
    public ConsoleOutput(bool asJson)
        : this(asJson, Console.Out, !Console.IsOutputRedirected, new ProgressLine(Console.Error, !Console.IsErrorRedirected))
    {
    }

    /// <summary>Writes to given targets.</summary>
    /// <param name="asJson">Whether results are JSON.</param>
    /// <param name="output">The target of the results.</param>
    /// <param name="terminal">Whether the target is a terminal, with colours and its own width.</param>
    /// <param name="progress">The target of the progress.</param>
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

    /// <summary>The progress of the command.</summary>
    public ProgressLine Progress { get; }

    /// <summary>Writes a result.</summary>
    /// <param name="result">The result, written as JSON.</param>
    /// <param name="tables">Writes the result as tables.</param>
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
/// A line with a command's progress. On a terminal it is overwritten; elsewhere a new line is written every few seconds. Any
/// thread may use it.
/// </summary>
public sealed class ProgressLine(TextWriter writer, bool terminal, TimeProvider? clock = null)
{
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private long? _last;
    private bool _open;

    /// <summary>Reports progress. A report too soon after the last one is dropped.</summary>
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

    /// <summary>Writes a line that must not be dropped.</summary>
    public void WriteLine(string text)
    {
        lock (_gate)
        {
            Write(text);
            EndLine();
        }
    }

    /// <summary>Ends the line, so that other output can follow.</summary>
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

        // Return to the line's beginning, and erase the rest of a longer text.
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

/// <summary>An output file of a command. It opens before the work begins, so that a wrong name fails at once.</summary>
public sealed class OutputFile : IDisposable
{
    private readonly StreamWriter _writer;

    private OutputFile(StreamWriter writer) => _writer = writer;

    /// <summary>Creates or truncates a file; null without a path.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
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
