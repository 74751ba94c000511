using System.Globalization;
using System.Text;

namespace Acd.Storage;

/// <summary>
/// The operating system's lock on a file beside the database. It ends with the process that holds it, so that the next owner
/// need not wait. The file holds how far the database was, so that the next owner notices an older or empty one.
/// </summary>
internal sealed class OwnerLockFile : IDisposable
{
    // The error codes of a lock that is held: EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.
    private const int WouldBlockOnLinux = 11, WouldBlockOnMac = 35, SharingViolation = unchecked((int)0x80070020);

    // Numbers of a fixed width: a write replaces the one before it whole.
    private const int Length = 40;

    private readonly FileStream _file;
    private readonly WatchedFile _watched;
    private StoreProgress _written;

    private OwnerLockFile(FileStream file, string path)
    {
        (_file, _watched) = (file, new WatchedFile(path));
        _written = Read();
    }

    /// <summary>Acquires the lock.</summary>
    /// <returns>The lock; null where another process holds it.</returns>
    /// <exception cref="IOException">The file cannot be opened or created.</exception>
    public static OwnerLockFile? TryAcquire(string path)
    {
        try
        {
            return new OwnerLockFile(new FileStream(path, PrivateFile.OpenOrCreate(FileShare.None)), path);
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the path still leads to this file. Otherwise another process may lock the one that it leads to.
    /// </summary>
    public bool IsThere => _watched.IsThere;

    /// <summary>How far the database was, as the owners wrote it; zero where none has.</summary>
    public StoreProgress Progress => _written;

    /// <summary>Writes how far the database is, which must be durable already.</summary>
    public void Write(StoreProgress progress)
    {
        if (progress == _written) return;
        var text = string.Create(CultureInfo.InvariantCulture, $"{progress.Epoch:D19} {progress.Sequence:D19}\n");
        RandomAccess.Write(_file.SafeFileHandle, Encoding.ASCII.GetBytes(text), 0);
        _written = progress;
    }

    public void Dispose() => _file.Dispose();

    private StoreProgress Read()
    {
        Span<byte> text = stackalloc byte[Length];
        var read = RandomAccess.Read(_file.SafeFileHandle, text, 0);
        var numbers = Encoding.ASCII.GetString(text[..read]).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return read == Length && numbers.Length == 2
            && long.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            && long.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? new(epoch, sequence)
                : default;
    }
}

/// <summary>How far a store is.</summary>
/// <param name="Epoch">The epoch of its newest lease.</param>
/// <param name="Sequence">The number of its last event.</param>
internal readonly record struct StoreProgress(long Epoch, long Sequence)
{
    /// <summary>Whether a store that was here has lost something since.</summary>
    public bool IsPast(StoreProgress found) => found.Epoch < Epoch || found.Sequence < Sequence;

    /// <summary>The farther of both.</summary>
    public static StoreProgress Max(StoreProgress one, StoreProgress other) =>
        new(Math.Max(one.Epoch, other.Epoch), Math.Max(one.Sequence, other.Sequence));
}
