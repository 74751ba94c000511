namespace Acd.Core.Tests;

/// <summary>The parameters of a family of random command streams.</summary>
/// <param name="Name">The name.</param>
/// <param name="Channels">The channels of contacts. A repeated channel is more frequent.</param>
/// <param name="Answers">The weight of answers to offers; a new contact has 20.</param>
/// <param name="Restless">The weight of agent changes.</param>
/// <param name="Heartbeats">The weight of heartbeats.</param>
/// <param name="Batches">The percentage of requests whose changes are taken together with the next request's.</param>
/// <param name="Reloads">The weight of engine reloads.</param>
public sealed record StreamStyle(
    string Name, IReadOnlyList<string> Channels, int Answers, int Restless, int Heartbeats, int Batches, int Reloads)
{
    /// <summary>The number of queues besides the default one.</summary>
    public int Queues { get; init; }

    /// <summary>The number of gates.</summary>
    public int Gates { get; init; }

    /// <summary>The percentage of queues with a strategy other than the longest idle, and the weight of its changes.</summary>
    public int Strategies { get; init; }

    /// <summary>The percentage of queues with each limit and with a plan.</summary>
    public int Limits { get; init; }

    /// <summary>The weight of callback requests and failed callbacks.</summary>
    public int Callbacks { get; init; }

    /// <summary>The percentage of contacts with a caller's number.</summary>
    public int Callers { get; init; }

    /// <summary>The percentage of contacts with a preferred agent.</summary>
    public int Preferences { get; init; }

    /// <summary>The weight of assignments by supervisors.</summary>
    public int Assigns { get; init; }

    /// <summary>Whether the stream uses only what working sets support: no levels, and the longest idle only.</summary>
    public bool InSets { get; init; }

    /// <summary>Voice contacts, one at a time, mostly answered.</summary>
    public static readonly StreamStyle Calls = new("calls", ["voice"], 30, 8, 0, 0, 2);

    /// <summary>Agents with several parallel chats and e-mails, and voice contacts between.</summary>
    public static readonly StreamStyle Blended = new("blended", ["chat", "chat", "email", "voice"], 26, 10, 0, 20, 3);

    /// <summary>Unanswered offers, and agents that log in and out.</summary>
    public static readonly StreamStyle Restive = new("restive", ["voice", "chat"], 10, 30, 3, 0, 2) { Assigns = 2 };

    /// <summary>Devices whose heartbeats stop.</summary>
    public static readonly StreamStyle Heartbeating = new("heartbeating", ["voice", "task", "chat"], 16, 14, 16, 10, 3);

    /// <summary>Queues with different strategies, parallel offers and preferred agents.</summary>
    public static readonly StreamStyle Choosy = new("choosy", ["chat", "voice", "email"], 26, 12, 1, 10, 3)
    {
        Queues = 2,
        Strategies = 60,
        Preferences = 35,
        Assigns = 4,
    };

    /// <summary>Gates, short plans and tight limits that change while contacts wait.</summary>
    public static readonly StreamStyle Planned = new("planned", ["voice", "chat"], 16, 12, 0, 10, 3)
    {
        Queues = 3,
        Gates = 3,
        Strategies = 10,
        Limits = 30,
        Callers = 40,
        Callbacks = 2,
    };

    /// <summary>Callers who abandon, return, and are called back without an answer.</summary>
    public static readonly StreamStyle Returning = new("returning", ["voice"], 26, 8, 1, 10, 3)
    {
        Queues = 1,
        Gates = 1,
        Limits = 8,
        Callers = 85,
        Callbacks = 12,
        Preferences = 10,
        Assigns = 3,
    };

    /// <summary>Everything at once.</summary>
    public static readonly StreamStyle Mixed = new("mixed", ["chat", "voice", "task"], 22, 16, 2, 15, 3)
    {
        Queues = 3,
        Gates = 3,
        Strategies = 40,
        Limits = 15,
        Callers = 50,
        Callbacks = 5,
        Preferences = 20,
        Assigns = 4,
    };

    public static readonly IReadOnlyList<StreamStyle> All =
        [Calls, Blended, Restive, Heartbeating, Choosy, Planned, Returning, Mixed];
}
