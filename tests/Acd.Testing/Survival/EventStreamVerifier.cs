using System.Text.Json;

namespace Acd.Testing;

/// <summary>
/// Reads every event and checks it: no gap, no contact offered or connected twice, no agent with two calls at once.
/// </summary>
public sealed class EventStreamVerifier
{
    private readonly Dictionary<string, ContactHistory> _contacts = [];
    private readonly Dictionary<string, string> _agents = [];
    private readonly List<string> _violations = [];

    public long LastSequence { get; private set; }

    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_contacts) return [.. _violations];
        }
    }

    public bool IsCompleted(string contact)
    {
        lock (_contacts) return _contacts.TryGetValue(contact, out var story) && story.State == "completed";
    }

    public string StateOf(string contact)
    {
        lock (_contacts) return _contacts.TryGetValue(contact, out var story) ? story.State : "never queued";
    }

    public void Verify(JsonElement happened)
    {
        lock (_contacts)
        {
            var sequence = happened.GetProperty("sequence").GetInt64();
            if (sequence != LastSequence + 1) _violations.Add($"Event {sequence} came after {LastSequence}.");
            LastSequence = sequence;
            if (happened.TryGetProperty("contact", out var contact)) Verify(contact.GetString()!, happened);
        }
    }

    private void Verify(string contact, JsonElement happened)
    {
        if (!_contacts.TryGetValue(contact, out var story)) _contacts.Add(contact, story = new ContactHistory());
        var number = happened.GetProperty("contactSequence").GetInt32();
        if (number != story.Events + 1) _violations.Add($"{contact}: its event {number} came after its event {story.Events}.");
        story.Events = number;
        var agent = happened.TryGetProperty("agent", out var value) ? value.GetString() : null;
        switch (happened.GetProperty("type").GetString())
        {
            case "contactQueued":
                Move(contact, story, "new", "queued");
                break;
            case "contactOffered":
                Move(contact, story, "queued", $"offered to {agent}");
                AssignAgent(agent!, contact);
                break;
            case "offerTimedOut" or "offerDeclined" or "offerRevoked":
                Move(contact, story, $"offered to {agent}", "queued");
                _agents.Remove(agent!);
                break;
            case "contactConnected":
                Move(contact, story, $"offered to {agent}", $"connected to {agent}");
                break;
            case "contactClosed":
                Move(contact, story, $"connected to {agent}", happened.GetProperty("reason").GetString() ?? "");
                _agents.Remove(agent ?? "");
                break;
        }
    }

    private void Move(string contact, ContactHistory story, string from, string to)
    {
        if (story.State != from)
            _violations.Add($"{contact} is {story.State}, and becomes {to}, which only one that is {from} may.");
        story.State = to;
    }

    private void AssignAgent(string agent, string contact)
    {
        if (!_agents.TryAdd(agent, contact)) _violations.Add($"{agent} has {_agents[agent]} and is offered {contact}.");
    }

    private sealed class ContactHistory
    {
        public string State { get; set; } = "new";

        public int Events { get; set; }
    }
}
