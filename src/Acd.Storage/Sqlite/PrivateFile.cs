namespace Acd.Storage;

/// <summary>
/// Creates files that only their owner may read and write, because they hold callers' data. SQLite gives its files beside the
/// database the database's own mode.
/// </summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The options for a file that is opened, and created with this mode where it is missing.</summary>
    public static FileStreamOptions OpenOrCreate(FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    /// <summary>Creates an empty file where it is missing. A file that is there keeps its mode.</summary>
    public static void CreateIfMissing(string path)
    {
        if (!File.Exists(path))
            new FileStream(path, OpenOrCreate(FileShare.ReadWrite)).Dispose();
    }
}
