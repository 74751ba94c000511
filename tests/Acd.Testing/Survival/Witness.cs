using System.Text.Json;

namespace Acd.Testing;

/// <summary>
/// Reads every event and holds it against the rules: no gap, nobody offered or connected twice, nobody with two calls at once.
/// </summary>
public sealed class Witness
{
    private readonly Dictionary<string, Story> _contacts = [];
    private readonly Dictionary<string, string> _agents = [];
    private readonly List<string> _faults = [];

    public long LastSequence { get; private set; }

    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_contacts) return [.. _faults];
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

    public void See(JsonElement happened)
    {
        lock (_contacts)
        {
            var sequence = happened.GetProperty("sequence").GetInt64();
            if (sequence != LastSequence + 1) _faults.Add($"Event {sequence} came after {LastSequence}.");
            LastSequence = sequence;
            if (happened.TryGetProperty("contact", out var contact)) See(contact.GetString()!, happened);
        }
    }

    private void See(string contact, JsonElement happened)
    {
        if (!_contacts.TryGetValue(contact, out var story)) _contacts.Add(contact, story = new Story());
        var number = happened.GetProperty("contactSequence").GetInt32();
        if (number != story.Events + 1) _faults.Add($"{contact}: its event {number} came after its event {story.Events}.");
        story.Events = number;
        var agent = happened.TryGetProperty("agent", out var value) ? value.GetString() : null;
        switch (happened.GetProperty("type").GetString())
        {
            case "contactQueued":
                Move(contact, story, "new", "queued");
                break;
            case "contactOffered":
                Move(contact, story, "queued", $"offered to {agent}");
                Take(agent!, contact);
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

    private void Move(string contact, Story story, string from, string to)
    {
        if (story.State != from)
            _faults.Add($"{contact} is {story.State}, and becomes {to}, which only one that is {from} may.");
        story.State = to;
    }

    private void Take(string agent, string contact)
    {
        if (!_agents.TryAdd(agent, contact)) _faults.Add($"{agent} has {_agents[agent]} and is offered {contact}.");
    }

    private sealed class Story
    {
        public string State { get; set; } = "new";

        public int Events { get; set; }
    }
}
