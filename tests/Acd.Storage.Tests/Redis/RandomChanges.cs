using Acd.Core;

namespace Acd.Storage.Tests;

/// <summary>A center with random changes, as lists of documents, and the batches of these changes.</summary>
internal sealed class RandomChanges(int seed, string[] skills)
{
    private readonly Random _random = new(seed);
    private readonly SortedDictionary<string, AgentDocument> _agents = [];
    private readonly SortedDictionary<string, ContactDocument> _contacts = [];
    private long _sequence;
    private long _idleOrder = TestDocuments.Start.Milliseconds * 4096;

    public IEnumerable<ContactDocument> Contacts() => _contacts.Values.OrderBy(contact => contact.Sequence);

    public IEnumerable<AgentDocument> Agents() => _agents.Values.OrderBy(agent => agent.Sequence);

    /// <summary>The waiting contacts in order.</summary>
    public IEnumerable<string> Queued() => _contacts.Values.Where(contact => contact.State == ContactState.Queued)
        .OrderBy(contact => contact.Rank).Select(contact => contact.Id.Value);

    /// <summary>The available agents with all of these skills, longest idle first.</summary>
    public IEnumerable<string> LongestIdle(string[] wanted) => _agents.Values
        .Where(agent => agent.Presence == Presence.Available && wanted.All(skill => SkillsOf(agent).Contains(skill)))
        .OrderBy(agent => agent.IdleOrder).Select(agent => agent.Id.Value);

    /// <summary>Sets of skills for queries.</summary>
    public IEnumerable<string[]> Wanted() => Enumerable.Range(0, 6).Select(count => SomeSkills(count % 4));

    public Changes NextBatch()
    {
        var first = _sequence + 1;
        var agents = new Dictionary<string, AgentDocument>();
        var contacts = new Dictionary<string, ContactDocument>();
        var removed = new HashSet<string>();
        var availability = new List<AvailabilityChange>();
        for (var i = _random.Next(1, 60); i > 0; i--)
        {
            if (_random.Next(2) == 0)
                ChangeContact(contacts);
            else
                ChangeAgent(agents, removed, availability);
        }

        return TestDocuments.CreateChanges(
            [.. contacts.Values], [.. agents.Values], TestDocuments.Events(first, _sequence), [.. removed],
            availability: [.. availability]);
    }

    private void ChangeContact(Dictionary<string, ContactDocument> changed)
    {
        var id = "c" + _random.Next(40);
        var state = (ContactState)_random.Next(5);
        _sequence++;
        if (!_contacts.TryGetValue(id, out var contact))
            contact = TestDocuments.Contact(id + "." + _sequence, _sequence);
        else if (state == ContactState.Closed)
        {
            var reason = (CloseReason)_random.Next(6);
            contact = contact with { State = state, ClosedAt = TestDocuments.At(_sequence), Reason = reason };
        }
        else
        {
            contact = contact with { State = state, Rank = TestDocuments.At((_random.Next(100) * 100_000) + contact.Sequence) };
        }

        _contacts[id] = changed[contact.Id.Value] = contact;
        if (contact.State == ContactState.Closed)
            _contacts.Remove(id);
    }

    private void ChangeAgent(
        Dictionary<string, AgentDocument> changed, HashSet<string> removed, List<AvailabilityChange> availability)
    {
        var id = "a" + _random.Next(20);
        _sequence++;
        if (_agents.TryGetValue(id, out var before) && _random.Next(10) == 0)
        {
            _agents.Remove(id);
            changed.Remove(id);
            removed.Add(id);
            if (before.Presence == Presence.Available)
                availability.Add(TestDocuments.Leaves(id, SkillsOf(before)));
            return;
        }

        var available = _random.Next(3) > 0;
        var after = (before ?? TestDocuments.Agent(id, _sequence)) with
        {
            Profile = new AgentProfile
            {
                Skills = [.. SomeSkills(_random.Next(skills.Length + 1)).Select(skill => new AgentSkill(new(skill)))],
            },
            Presence = available ? Presence.Available : Presence.NotReady,
            IdleOrder = _idleOrder += _random.Next(1, 5),
        };
        _agents[id] = changed[id] = after;
        var left = before is { Presence: Presence.Available } ? SkillsOf(before) : [];
        if (available)
        {
            var lost = left.Except(SkillsOf(after)).Select(SkillId.Of);
            availability.Add(TestDocuments.Enters(id, after.IdleOrder, SkillsOf(after)) with { Left = [.. lost] });
        }
        else if (before is { Presence: Presence.Available })
        {
            availability.Add(TestDocuments.Leaves(id, left));
        }
    }

    private string[] SomeSkills(int count) => [.. skills.OrderBy(_ => _random.Next()).Take(count)];

    private static string[] SkillsOf(AgentDocument agent) => [.. agent.Profile.Skills.Select(skill => skill.Skill.Value)];
}
