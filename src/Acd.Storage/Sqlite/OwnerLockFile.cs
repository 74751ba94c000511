namespace Acd.Storage;

/// <summary>
/// The operating system's lock on a file beside the database. It ends with the process that holds it, so that the next owner
/// need not wait.
/// </summary>
internal sealed class OwnerLockFile : IDisposable
{
    // The error codes of a lock that is held: EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.
    private const int WouldBlockOnLinux = 11, WouldBlockOnMac = 35, SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private OwnerLockFile(FileStream file) => _file = file;

    /// <summary>Acquires the lock.</summary>
    /// <returns>The lock; null where another process holds it.</returns>
    /// <exception cref="IOException">The file cannot be opened or created.</exception>
    public static OwnerLockFile? TryAcquire(string path)
    {
        try
        {
            return new OwnerLockFile(new FileStream(path, PrivateFile.OpenOrCreate(FileShare.None)));
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
