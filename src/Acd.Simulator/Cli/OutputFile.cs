namespace Acd.Simulator;

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
