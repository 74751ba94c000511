using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Makes boards of what a store has: their own documents, and the events since those were written.</summary>
internal sealed class StatisticsRestorer
{
    private readonly Dictionary<ContactId, ContactRow> _contacts = [];
    private readonly List<(long Number, ThroughputRow Row)> _paces = [];
    private readonly Dictionary<AgentId, AgentActivityRow> _activities = [];
    private readonly List<string> _obsolete = [];
    private readonly List<(string[] Parts, string Json)> _hours = [];
    private HeadRow? _head;
    private SettingsRow? _settings;

    /// <summary>The number of the last event that the boards' documents count; 0 where there are none.</summary>
    public static long LastCountedSequence(CenterDocuments documents)
    {
        var head = documents.Named.FirstOrDefault(document => document.Name == NamedDocument.StatisticsHead);
        return head?.Json is { } json ? Parse(head.Name, json, StatisticsJson.Default.HeadRow).Sequence : 0;
    }

    /// <summary>The keeping of boards that are yet to be made, of their documents and of what happened since.</summary>
    public static StatisticsCheckpointer CreateCheckpointer(CenterDocuments documents, Timestamp now, int every)
    {
        var written = documents.LastSequence - documents.UncountedEvents.Count;
        return new StatisticsCheckpointer(Restore, documents.LastSequence, written, every);

        (StatisticsProjection Boards, bool IsOverdue) Restore(IReadOnlyList<NamedDocument> boards)
        {
            var restoring = new StatisticsRestorer();
            foreach (var document in boards) restoring.Add(document);
            return restoring.Restore(documents, now);
        }
    }

    private void Add(NamedDocument document)
    {
        var isBoard = document.Name.StartsWith(NamedDocument.StatisticsPrefix, StringComparison.Ordinal);
        if (!isBoard || document.Json is not { } json) return;
        var parts = document.Name.Split('/');
        switch (parts[0])
        {
            case NamedDocument.StatisticsHead:
                _head = Parse(document.Name, json, StatisticsJson.Default.HeadRow);
                break;
            case StatisticsDocumentNames.Settings:
                _settings = Parse(document.Name, json, StatisticsJson.Default.SettingsRow);
                break;
            case StatisticsDocumentNames.Contact:
                _contacts.Add(new ContactId(parts[1]), Parse(document.Name, json, StatisticsJson.Default.ContactRow));
                break;
            case StatisticsDocumentNames.Doing:
                _obsolete.Add(document.Name);
                Add(new AgentId(parts[1]), Parse(document.Name, json, StatisticsJson.Default.AgentActivityRow));
                break;
            case StatisticsDocumentNames.Throughput:
                _paces.Add((Number(parts[1]), Parse(document.Name, json, StatisticsJson.Default.ThroughputRow)));
                break;
            default:
                _hours.Add((parts, json));
                break;
        }
    }

    /// <summary>Takes what an agent is doing, if this is the newest that says so.</summary>
    private void Add(AgentId agent, AgentActivityRow row)
    {
        if (!_activities.TryGetValue(agent, out var known) || known.AsOf < row.AsOf) _activities[agent] = row;
    }

    private (StatisticsProjection Boards, bool IsOverdue) Restore(CenterDocuments documents, Timestamp now)
    {
        // Where all events are folded from the first on, they tell of every change of a new center's settings.
        var complete = (_head?.Sequence ?? 0) + documents.UncountedEvents.Count == documents.LastSequence;
        var first = complete && documents.LastSequence > 0 ? null : documents.Settings;
        var boards = new StatisticsProjection(first ?? new CenterSettings(), now);
        if (complete && _settings is not null) boards.ChangeSettings(_settings.TimeZone, _settings.Queues);
        var names = _head?.Figures ?? FigureTotals.Names;
        foreach (var (parts, json) in _hours) ReadHour(boards.Registry, parts, json, names);
        foreach (var (number, row) in _paces.OrderBy(pace => pace.Number)) boards.Estimators.Restore(number, row);
        if (_head is not null)
        {
            boards.Estimators.ResumeAt(_head.NextPace);
            boards.Registry.DropBefore(_head.Kept);
        }

        if (complete) ResumeExactly(boards, documents);
        else StartOver(boards, documents, now);
        return (boards, !complete);
    }

    /// <summary>Goes on exactly where the documents and the events end.</summary>
    private void ResumeExactly(StatisticsProjection boards, CenterDocuments documents)
    {
        foreach (var (id, row) in _activities) // In any order: none of it depends on another.
        {
            var agent = boards.Registry.AgentOf(id);
            (agent.Presence, agent.Since, agent.IsRemoved) = (row.Presence, row.Since, row.Gone);
        }

        foreach (var (id, row) in _contacts.OrderBy(contact => contact.Value.Sequence))
            Enter(boards, id, row, isKept: true);
        boards.Dirty.Clear(boards.Registry);
        boards.Dirty.SettingsDirty = _settings is null;
        if (_head is not null) boards.ResumeAt(_head.Sequence, _head.At, _head.Kept);
        Forget(boards);
        foreach (var happened in documents.UncountedEvents) boards.Apply(happened);
        foreach (var document in documents.Agents)
            boards.Registry.AgentOf(document.Id).Skills = document.Profile.Skills;
    }

    /// <summary>
    /// Begins with what is there, where events are missing, or were never counted: figures begin now, or go on with what was
    /// counted before the gap.
    /// </summary>
    private void StartOver(StatisticsProjection boards, CenterDocuments documents, Timestamp now)
    {
        boards.ResumeAt(documents.LastSequence, now, _head?.Kept ?? boards.Calendar.YesterdayOf(now));
        foreach (var document in documents.Agents)
        {
            var agent = boards.Registry.AgentOf(document.Id);
            (agent.Presence, agent.Since, agent.IsRemoved) = (document.Presence, now, false);
            agent.Skills = document.Profile.Skills;
            agent.Changed(boards.Slot, boards.RetainedFrom);
        }

        // Who was removed meanwhile is not gone in what is kept, which would bring it back. In any order: each writes its own.
        foreach (var (id, _) in _activities) boards.Registry.AgentOf(id).Changed(boards.Slot, boards.RetainedFrom);
        Forget(boards);
        foreach (var document in documents.Contacts.OrderBy(contact => contact.Sequence))
            DirtySet.MarkDirty(Enter(boards, document.Id, RowOf(document), _contacts.ContainsKey(document.Id)));
        foreach (var (id, row) in _contacts.OrderBy(contact => contact.Value.Sequence))
        {
            if (boards.Registry.Contacts.ContainsKey(id)) continue;
            boards.Dirty.ClosedContacts.Add(new OpenContact(id, row.Sequence, row.Channel)
            {
                Queue = row.Queue,
                Requirements = row.Requirements,
                Rank = row.Rank,
            });
        }
    }

    /// <summary>Has the documents that are not written any longer removed, and written otherwise what they said.</summary>
    private void Forget(StatisticsProjection boards)
    {
        boards.Dirty.Obsolete.AddRange(_obsolete);
        foreach (var name in _obsolete)
            boards.Registry.AgentOf(new AgentId(name.Split('/')[1])).Changed(boards.Slot, boards.RetainedFrom);
    }

    private static OpenContact Enter(StatisticsProjection boards, ContactId id, ContactRow row, bool isKept)
    {
        var contact = new OpenContact(id, row.Sequence, row.Channel)
        {
            Queue = row.Queue,
            Gate = row.Gate,
            Requirements = row.Requirements,
            Rank = row.Rank,
            State = row.State,
            StayBegan = row.Began,
            WaitingSince = row.WaitingSince,
            IsCallback = row.Callback,
            Agent = row.Agent is { } agent ? boards.Registry.AgentOf(agent) : null,
            ToldEstimate = row is { ToldP50: { } p50, ToldP90: { } p90 } ? new WaitEstimate(p50, p90) : null,
            IsStored = isKept,
        };
        foreach (var offer in row.Offers) contact.Offers.Add((offer.Offer, boards.Registry.AgentOf(offer.Agent)));
        foreach (var (_, asked) in contact.Offers) asked.Offered++;
        if (contact.Agent is not null && contact.State == ContactState.Connected) contact.Agent.Connected++;
        if (contact.Agent is not null && contact.State == ContactState.WrapUp) contact.Agent.WrapUp++;
        boards.Registry.Contacts.Add(id, contact);
        boards.Registry.Enter(contact);
        if (row.Paced) boards.Estimators.Enter(contact);
        return contact;
    }

    private static ContactRow RowOf(ContactDocument document)
    {
        var waits = document.State <= ContactState.Offered;
        var pending = document.Offers.Where(offer => offer.State == OfferState.Pending);
        return new ContactRow
        {
            Sequence = document.Sequence,
            Queue = document.Queue,
            Gate = document.Gate,
            Channel = document.Channel,
            Requirements = document.Requirements,
            Rank = document.Rank,
            State = document.State,
            Began = document.InQueueSince ?? document.WaitingSince,
            WaitingSince = document.WaitingSince,
            Callback = document.Callback is not null,
            Paced = waits && document.Callback is not { Attempts: > 0 },
            Agent = waits ? null : document.Agent,
            Offers = [.. pending.Select(offer => new OfferRow(offer.Id, offer.Agent))],
        };
    }

    private void ReadHour(StatisticsRegistry book, string[] parts, string json, IReadOnlyList<string> names)
    {
        using var document = JsonDocument.Parse(json);
        var hour = Number(parts[^1]);
        switch (parts)
        {
            case [StatisticsDocumentNames.Gate, var queue, var gate, _]:
                var id = new QueueId(queue);
                book.ReadGate(id, gate.Length == 0 ? null : new GateId(gate), hour, document.RootElement, names);
                break;
            case [StatisticsDocumentNames.Skill, var skill, _]:
                book.SkillOf(new SkillId(skill)).Documents!.Read(hour, document.RootElement, names);
                break;
            case [StatisticsDocumentNames.Agent, var agent, _]:
                book.AgentOf(new AgentId(agent)).Documents.Read(hour, document.RootElement, names);
                if (document.RootElement.TryGetProperty("doing", out var doing))
                    Add(new AgentId(agent), doing.Deserialize(StatisticsJson.Default.AgentActivityRow)!);
                break;
            default:
                throw new InvalidOperationException($"{string.Join('/', parts)} is no document of a board.");
        }
    }

    private static T Parse<T>(string name, string json, JsonTypeInfo<T> type) where T : class =>
        JsonSerializer.Deserialize(json, type) ?? throw new InvalidOperationException($"The document {name} is empty.");

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
