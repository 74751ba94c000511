namespace Acd.Core.Tests;

/// <summary>What a family of random command streams is like.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Channels">The channels of its contacts; one that stands twice comes twice as often.</param>
/// <param name="Answers">How often offers are answered, beside the weight of 20 that a new contact has.</param>
/// <param name="Restless">How often agents come, go and change.</param>
/// <param name="Heartbeats">How often devices send heartbeats.</param>
/// <param name="Batches">Of how many requests one leaves its changes to be taken with the next one's, in percent.</param>
/// <param name="Reloads">How often the engine is loaded anew.</param>
public sealed record StreamStyle(
    string Name, IReadOnlyList<string> Channels, int Answers, int Restless, int Heartbeats, int Batches, int Reloads)
{
    /// <summary>How many queues there are beside the default one.</summary>
    public int Queues { get; init; }

    /// <summary>How many gates there are.</summary>
    public int Gates { get; init; }

    /// <summary>How likely a queue chooses otherwise than by the longest idle, in percent, and how often that changes.</summary>
    public int Strategies { get; init; }

    /// <summary>How likely each limit of a queue is set, and a plan is there, in percent.</summary>
    public int Limits { get; init; }

    /// <summary>How often callers ask to be called back, and are not reached.</summary>
    public int Callbacks { get; init; }

    /// <summary>How likely a contact says who calls, in percent.</summary>
    public int Callers { get; init; }

    /// <summary>How likely a contact prefers an agent, in percent.</summary>
    public int Preferences { get; init; }

    /// <summary>How often supervisors give contacts to agents.</summary>
    public int Assigns { get; init; }

    /// <summary>Whether it keeps within what sets of agents can tell: no levels, and none but the longest idle.</summary>
    public bool InSets { get; init; }

    /// <summary>Calls, one at a time, that are mostly answered.</summary>
    public static readonly StreamStyle Calls = new("calls", ["voice"], 30, 8, 0, 0, 2);

    /// <summary>Agents with several chats and e-mails at once, and calls between them.</summary>
    public static readonly StreamStyle Blended = new("blended", ["chat", "chat", "email", "voice"], 26, 10, 0, 20, 3);

    /// <summary>Offers that nobody answers, agents that come and go.</summary>
    public static readonly StreamStyle Restive = new("restive", ["voice", "chat"], 10, 30, 3, 0, 2) { Assigns = 2 };

    /// <summary>Devices with heartbeats, which fall silent.</summary>
    public static readonly StreamStyle Heartbeating = new("heartbeating", ["voice", "task", "chat"], 16, 14, 16, 10, 3);

    /// <summary>Queues that choose in different ways, ring several agents at once, and keep contacts for some.</summary>
    public static readonly StreamStyle Choosy = new("choosy", ["chat", "voice", "email"], 26, 12, 1, 10, 3)
    {
        Queues = 2,
        Strategies = 60,
        Preferences = 35,
        Assigns = 4,
    };

    /// <summary>Gates, plans with short times and tight limits, changed while contacts wait.</summary>
    public static readonly StreamStyle Planned = new("planned", ["voice", "chat"], 16, 12, 0, 10, 3)
    {
        Queues = 3,
        Gates = 3,
        Strategies = 10,
        Limits = 30,
        Callers = 40,
        Callbacks = 2,
    };

    /// <summary>Callers who hang up, come back, are called back and not reached.</summary>
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

    /// <summary>All of it at once.</summary>
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
