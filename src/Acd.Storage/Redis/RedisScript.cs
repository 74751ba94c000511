using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>A Lua script. The client sends its hash, and its text where the server does not know it.</summary>
internal sealed class RedisScript
{
    public static readonly RedisScript Acquire = new("acquire.lua"), Renew = new("renew.lua"), Release = new("release.lua"),
        Commit = new("commit.lua"), ReadEvents = new("read-events.lua"), ChangeMatchingSets = new("zinter.lua");

    private readonly string _text;

    private RedisScript(string file) => _text = EmbeddedResources.ReadText(file);

    public Task<RedisResult> RunAsync(IDatabase database, RedisKey[] keys, RedisValue[] arguments) =>
        database.ScriptEvaluateAsync(_text, keys, arguments);

    /// <summary>Runs the script and blocks the thread until its reply.</summary>
    public RedisResult Run(IDatabase database, RedisKey[] keys, RedisValue[] arguments) =>
        database.ScriptEvaluate(_text, keys, arguments);
}
