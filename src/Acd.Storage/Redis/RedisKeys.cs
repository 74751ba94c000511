using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>The names of a center's keys. They share a hash tag, so that one script may touch them all on any Redis.</summary>
internal sealed class RedisKeys(string center)
{
    private readonly string _tag = "{" + center + "}:";

    /// <summary>The ids of the contacts that are not closed (set).</summary>
    public string Contacts => _tag + "contacts";

    /// <summary>The ids of the agents (set).</summary>
    public string Agents => _tag + "agents";

    /// <summary>The closed contacts, as <c>id|reason</c>, by the time of closing in ms (sorted set).</summary>
    public string Closed => _tag + "closed";

    /// <summary>The closed contacts by sequence (sorted set).</summary>
    public string ClosedBySequence => _tag + "closed-by-sequence";

    /// <summary>The name of the server's index of contacts; no key.</summary>
    public string ContactIndex => _tag + "contact-index";

    /// <summary>The waiting contacts by rank in ms (sorted set).</summary>
    public string Queue => _tag + "queue";

    /// <summary>All available agents by idle order in ms (sorted set).</summary>
    public string Available => _tag + "available";

    public string Settings => _tag + "settings";

    /// <summary>The named documents (hash).</summary>
    public string Named => _tag + "named";

    /// <summary>The events (stream).</summary>
    public string Events => _tag + "events";

    /// <summary>The number of the last event (string).</summary>
    public string Sequence => _tag + "sequence";

    /// <summary>The lease holder's name; it expires with the lease (string).</summary>
    public string Lease => _tag + "lease";

    /// <summary>The epoch of the newest lease (string).</summary>
    public string Epoch => _tag + "epoch";

    /// <summary>
    /// The names of all working sets of matching on the server (set), and the prefix of those names.
    /// </summary>
    public string Zinter => _tag + "zinter";

    /// <summary>The two keys of the lease's scripts.</summary>
    public RedisKey[] Fence => [Epoch, Lease];

    /// <summary>A contact's document.</summary>
    public string Contact(string id) => _tag + "contact:" + id;

    /// <summary>An agent's document.</summary>
    public string Agent(string id) => _tag + "agent:" + id;

    /// <summary>The available agents with a skill by idle order in ms (sorted set).</summary>
    public string AvailableWith(string skill) => _tag + "available:" + skill;
}
