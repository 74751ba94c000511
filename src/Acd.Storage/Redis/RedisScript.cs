using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>A script that is sent by its hash, and whole only where the server does not know it yet.</summary>
internal sealed class RedisScript
{
    public static readonly RedisScript Acquire = new("acquire.lua"), Renew = new("renew.lua"), Release = new("release.lua"),
        Commit = new("commit.lua"), ReadEvents = new("read-events.lua"), Zinter = new("zinter.lua");

    private readonly string _text;
    private readonly byte[] _hash;

    private RedisScript(string file)
    {
        _text = Resources.Text(file);
        _hash = SHA1.HashData(Encoding.UTF8.GetBytes(_text));
    }

    public async Task<RedisResult> RunAsync(IDatabase database, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return await database.ScriptEvaluateAsync(_hash, keys, arguments);
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            await database.ExecuteAsync("SCRIPT", "LOAD", _text);
            return await database.ScriptEvaluateAsync(_hash, keys, arguments);
        }
    }

    /// <summary>The same for who has nothing else to do than to wait.</summary>
    public RedisResult Run(IDatabase database, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return database.ScriptEvaluate(_hash, keys, arguments);
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            database.Execute("SCRIPT", "LOAD", _text);
            return database.ScriptEvaluate(_hash, keys, arguments);
        }
    }
}
