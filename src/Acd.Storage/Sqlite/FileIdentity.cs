using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Acd.Storage;

/// <summary>
/// What tells a file from another one that takes its place under the same path: device and inode. It is known on Linux only;
/// Windows lets nobody remove a file that is open.
/// </summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode)
{
    // linux/stat.h: the structure is the same on every processor.
    private const int CurrentFolder = -100, InodeMask = 0x100, StructureSize = 256, InodeOffset = 32, DeviceOffset = 136;

    /// <summary>The identity of the file that a path leads to now.</summary>
    /// <returns>The identity; null where there is no such file, and on other systems than Linux.</returns>
    public static FileIdentity? Find(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var found = new byte[StructureSize];
        if (StatX(CurrentFolder, path, 0, InodeMask, found) != 0) return null;
        return new(
            BinaryPrimitives.ReadUInt64LittleEndian(found.AsSpan(DeviceOffset)),
            BinaryPrimitives.ReadUInt64LittleEndian(found.AsSpan(InodeOffset)));
    }

    [DllImport("libc", EntryPoint = "statx", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int StatX(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] found);
}

/// <summary>A file that is open under a path, to notice that another one has taken its place.</summary>
/// <param name="path">The path.</param>
/// <param name="mayShrink">Whether its user shortens it at times.</param>
internal sealed class WatchedFile(string path, bool mayShrink = false)
{
    private readonly FileIdentity? _identity = FileIdentity.Find(path);
    private long _length;

    /// <summary>Whether the path still leads to the file that it led to.</summary>
    public bool IsThere => File.Exists(path) && FileIdentity.Find(path) == _identity;

    /// <summary>What has happened to the file since it was opened; null where it is still there, as long as it was.</summary>
    public string? FindLoss()
    {
        var file = new FileInfo(path);
        if (!file.Exists) return $"{path} was removed while it was in use.";
        if (!IsThere) return $"{path} was replaced while it was in use.";
        if (file.Length < _length && !mayShrink)
            return $"{path} was cut from {_length} to {file.Length} bytes while it was in use.";
        _length = file.Length;
        return null;
    }
}

/// <summary>The files of an open database: itself, and the log that commits are written to.</summary>
/// <param name="path">The database.</param>
internal sealed class SqliteFiles(string path)
{
    private readonly WatchedFile _database = new(path);
    private readonly WatchedFile _log = new(path + "-wal", mayShrink: true);

    /// <summary>What has happened to one of them since it was opened; null where both are still there.</summary>
    public string? FindLoss() => _database.FindLoss() ?? _log.FindLoss();
}
