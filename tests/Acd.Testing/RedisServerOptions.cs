namespace Acd.Testing;

/// <summary>How a redis-server of a test's own is started.</summary>
public sealed class RedisServerOptions
{
    /// <summary>Whether it keeps an append-only file, so that its data survive a restart.</summary>
    public bool AppendOnly { get; set; }

    /// <summary>When that file is written through to the disk: <c>always</c>, <c>everysec</c> or <c>no</c>.</summary>
    public string AppendFsync { get; set; } = "everysec";

    /// <summary>More of redis-server's options, such as <c>--maxmemory</c> and <c>100mb</c>.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];
}
