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
    /// <summary>Calls, one at a time, that are mostly answered.</summary>
    public static readonly StreamStyle Calls = new("calls", ["voice"], 30, 8, 0, 0, 2);

    /// <summary>Agents with several chats and e-mails at once, and calls between them.</summary>
    public static readonly StreamStyle Blended = new("blended", ["chat", "chat", "email", "voice"], 26, 10, 0, 20, 3);

    /// <summary>Offers that nobody answers, agents that come and go.</summary>
    public static readonly StreamStyle Restive = new("restive", ["voice", "chat"], 10, 30, 3, 0, 2);

    /// <summary>Devices with heartbeats, which fall silent.</summary>
    public static readonly StreamStyle Heartbeating = new("heartbeating", ["voice", "task", "chat"], 16, 14, 16, 10, 3);
}
