using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>What a Redis server's own settings mean for what is written to it.</summary>
internal static class RedisPolicy
{
    /// <summary>
    /// The settings by which the server may lose what it has acknowledged, each as a sentence; none where it keeps all.
    /// </summary>
    /// <param name="database">The server.</param>
    /// <param name="hasReplicas">Whether writes wait for replicas, so that the server's own disk matters less.</param>
    public static async Task<IReadOnlyList<string>> FindRisksAsync(IDatabase database, bool hasReplicas)
    {
        var text = string.Concat(await Task.WhenAll(
            AskAsync(database, "memory"), AskAsync(database, "persistence"), AskAsync(database, "replication")));
        return FindRisks(text.Split('\n', StringSplitOptions.TrimEntries), hasReplicas);
    }

    /// <summary>The risks in the lines that the server answers to <c>INFO</c>.</summary>
    internal static IReadOnlyList<string> FindRisks(IEnumerable<string> lines, bool hasReplicas)
    {
        var risks = new List<string>();
        foreach (var line in lines)
        {
            switch (line.Split(':', 2))
            {
                case ["maxmemory_policy", var policy] when policy != "noeviction":
                    risks.Add($"It removes keys when its memory is full (maxmemory-policy {policy}; it must be noeviction).");
                    break;
                case ["aof_enabled", "0"] when !hasReplicas:
                    risks.Add("It keeps no append-only file (CONFIG SET appendonly yes, and the same in its configuration).");
                    break;
                case ["role", "slave"]:
                    risks.Add("It is a replica.");
                    break;
            }
        }

        return risks;
    }

    private static async Task<string> AskAsync(IDatabase database, string section) =>
        $"{(string?)await database.ExecuteAsync("INFO", section)}\n";
}
