namespace Acd.Connections;

/// <summary>
/// The file of <c>queue_log</c>. It is opened for each write, so that whoever rotates logs may rename it at any time. Bytes that
/// a former term had written after its last checkpoint come a second time, and are not written again.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="keepFiles">How many former files are kept.</param>
internal sealed class QueueLogFile(string path, int keepFiles)
{
    private byte[] _known = [];
    private int _matched;

    /// <summary>Where the next byte goes. The file may be longer, by what a former term wrote.</summary>
    public long Position { get; private set; }

    /// <summary>Whether nothing that a former term wrote is left.</summary>
    public bool IsAtEnd => _known.Length == 0;

    /// <summary>Begins a term.</summary>
    /// <param name="sure">The position at the last checkpoint; null for the file's end.</param>
    public void Open(long? sure)
    {
        // A file that is shorter was renamed, by a rotation whose checkpoint was lost or by somebody else.
        var length = Length;
        (_known, _matched, Position) = ([], 0, Math.Min(sure ?? length, length));
        if (length <= sure || sure is null) return;
        using var file = File.OpenRead(path);
        file.Position = Position;
        _known = new byte[length - Position];
        file.ReadExactly(_known);
    }

    /// <summary>Appends bytes, without those that are there already.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var rest = _known.AsSpan(_matched);
        var same = bytes.CommonPrefixLength(rest);
        if (same < bytes.Length && same < rest.Length)
        {
            // Somebody else wrote into the file. What comes is written whole, and stands on lines of its own.
            (_known, _matched) = ([], 0);
            Write(["\n"u8.ToArray(), bytes.ToArray()]);
            Position = Length;
            return;
        }

        _matched += same;
        if (_matched == _known.Length) (_known, _matched) = ([], 0);
        Position += same;
        if (same == bytes.Length) return;
        Write([bytes[same..].ToArray()]);

        // Somebody may have renamed the file meanwhile.
        Position = Length;
    }

    /// <summary>Waits until what was written is on the disk.</summary>
    public void Flush()
    {
        if (!File.Exists(path)) return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Renames the file to <c>.1</c>, and each former one to the next number; the oldest goes.</summary>
    public void Rotate()
    {
        for (var number = keepFiles - 1; number >= 1; number--)
            if (File.Exists($"{path}.{number}")) File.Move($"{path}.{number}", $"{path}.{number + 1}", overwrite: true);
        File.Move(path, $"{path}.1", overwrite: true);
        Position = 0;
    }

    private long Length => File.Exists(path) ? new FileInfo(path).Length : 0;

    private void Write(IEnumerable<byte[]> parts)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        using var file = new FileStream(path, options);
        foreach (var part in parts) file.Write(part);
    }
}
