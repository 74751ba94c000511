using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Restores statistics from their stored documents and the events after these.</summary>
internal sealed class StatisticsRestorer
{
    private readonly Dictionary<ContactId, ContactRow> _contacts = [];
    private readonly List<(long Number, ThroughputRow Row)> _estimators = [];
    private readonly Dictionary<AgentId, AgentActivityRow> _activities = [];
    private readonly List<(string[] Parts, string Json)> _hourDocuments = [];
    private HeadRow? _head;
    private SettingsRow? _settings;

    /// <summary>The sequence number of the last event that the statistics documents count, or 0.</summary>
    public static long LastCountedSequence(CenterDocuments documents)
    {
        var head = documents.Named.FirstOrDefault(document => document.Name == NamedDocument.StatisticsHead);
        return head?.Json is { } json ? Parse(head.Name, json, StatisticsJson.Default.HeadRow).Sequence : 0;
    }

    /// <summary>Creates the checkpointer of statistics that will be restored later.</summary>
    public static StatisticsCheckpointer CreateCheckpointer(CenterDocuments documents, Timestamp now, int every)
    {
        var written = documents.LastSequence - documents.UncountedEvents.Count;
        return new StatisticsCheckpointer(Restore, documents.LastSequence, written, every);

        (StatisticsProjection Statistics, bool IsOverdue) Restore(IReadOnlyList<NamedDocument> statistics)
        {
            var restorer = new StatisticsRestorer();
            foreach (var document in statistics) restorer.Add(document);
            return restorer.Restore(documents, now);
        }
    }

    private void Add(NamedDocument document)
    {
        var isStatistics = document.Name.StartsWith(NamedDocument.StatisticsPrefix, StringComparison.Ordinal);
        if (!isStatistics || document.Json is not { } json) return;
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
            case StatisticsDocumentNames.Throughput:
                _estimators.Add((Number(parts[1]), Parse(document.Name, json, StatisticsJson.Default.ThroughputRow)));
                break;
            default:
                _hourDocuments.Add((parts, json));
                break;
        }
    }

    /// <summary>Adds an agent's activity if it is newer than the known one.</summary>
    private void Add(AgentId agent, AgentActivityRow row)
    {
        if (!_activities.TryGetValue(agent, out var known) || known.AsOf < row.AsOf) _activities[agent] = row;
    }

    private (StatisticsProjection Statistics, bool IsOverdue) Restore(CenterDocuments documents, Timestamp now)
    {
        // If all events are available, they contain every settings change of a new center.
        var complete = (_head?.Sequence ?? 0) + documents.UncountedEvents.Count == documents.LastSequence;
        var statistics = new StatisticsProjection(
            complete && documents.LastSequence > 0 ? FirstSettings(documents) : documents.Settings ?? new(), now);
        if (complete && _settings is not null) statistics.ChangeSettings(_settings.TimeZone, _settings.Queues);
        var names = _head?.Figures ?? FigureTotals.Names;
        foreach (var (parts, json) in _hourDocuments) ReadHour(statistics.Registry, parts, json, names);
        foreach (var (number, row) in _estimators.OrderBy(estimator => estimator.Number))
            statistics.Estimators.Restore(number, row);
        if (_head is not null)
        {
            statistics.Estimators.ResumeAt(_head.NextPace);
            statistics.Registry.DropBefore(_head.Kept);
        }

        if (complete) ResumeExactly(statistics, documents);
        else StartOver(statistics, documents, now);
        return (statistics, !complete);
    }

    /// <summary>
    /// The settings before the first event. What no event changed is as it is now: a center may begin with settings of its own.
    /// </summary>
    private static CenterSettings FirstSettings(CenterDocuments documents)
    {
        var changes = documents.UncountedEvents.OfType<SettingsChanged>().ToList();
        if (documents.Settings is not { } now || changes.Exists(change => change.Settings is not null)) return new();
        var put = changes.Select(change => change.Queue?.Id).ToHashSet();
        var first = new CenterSettings();
        first = first with
        {
            Queues =
            [
                .. first.Queues.Where(queue => put.Contains(queue.Id)), .. now.Queues.Where(queue => !put.Contains(queue.Id)),
            ],
        };
        return changes.Exists(change => change.TimeZone is not null) ? first : first with { TimeZone = now.TimeZone };
    }

    /// <summary>Resumes exactly after the documents and the events.</summary>
    private void ResumeExactly(StatisticsProjection statistics, CenterDocuments documents)
    {
        foreach (var (id, row) in _activities) // Any order: each is independent.
        {
            var agent = statistics.Registry.AgentOf(id);
            (agent.Presence, agent.Reason, agent.Since, agent.IsRemoved) = (row.Presence, row.Reason, row.Since, row.Gone);
            agent.OwnWrapUps = row.WrapUps;
        }

        foreach (var (id, row) in _contacts.OrderBy(contact => contact.Value.Sequence))
            Enter(statistics, id, row, isKept: true);
        statistics.Dirty.Clear(statistics.Registry);
        statistics.Dirty.SettingsDirty = _settings is null;
        if (_head is not null) statistics.ResumeAt(_head.Sequence, _head.At, _head.Kept);
        foreach (var centerEvent in documents.UncountedEvents) statistics.Apply(centerEvent);
        foreach (var document in documents.Agents)
            statistics.Registry.AgentOf(document.Id).Skills = document.Profile.Skills;
    }

    /// <summary>Starts from the current state because events are missing. Figures before the gap are kept.</summary>
    private void StartOver(StatisticsProjection statistics, CenterDocuments documents, Timestamp now)
    {
        statistics.ResumeAt(documents.LastSequence, now, _head?.Kept ?? statistics.Calendar.YesterdayOf(now));
        foreach (var document in documents.Agents)
        {
            var agent = statistics.Registry.AgentOf(document.Id);
            (agent.Presence, agent.Since, agent.IsRemoved) = (document.Presence, now, false);
            agent.OwnWrapUps = document.WrapUps?.Count ?? 0;
            agent.Reason = document.Presence == Presence.NotReady ? document.Reason : null;
            agent.Skills = document.Profile.Skills;
            agent.Changed(statistics.Slot, statistics.RetainedFrom);
        }

        // An agent that was removed during the gap is still active in its documents. They must be written, or the agent would
        // come back. Any order: each agent has its own.
        foreach (var (id, _) in _activities) statistics.Registry.AgentOf(id).Changed(statistics.Slot, statistics.RetainedFrom);
        foreach (var document in documents.Contacts.OrderBy(contact => contact.Sequence))
            DirtySet.MarkDirty(Enter(statistics, document.Id, RowOf(document), _contacts.ContainsKey(document.Id)));
        foreach (var (id, row) in _contacts.OrderBy(contact => contact.Value.Sequence))
        {
            if (statistics.Registry.Contacts.ContainsKey(id)) continue;
            statistics.Dirty.ClosedContacts.Add(new OpenContact(id, row.Sequence, row.Channel)
            {
                Queue = row.Queue,
                Requirements = row.Requirements,
                Rank = row.Rank,
            });
        }
    }

    private static OpenContact Enter(StatisticsProjection statistics, ContactId id, ContactRow row, bool isKept)
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
            IsParked = row.Parked,
            Handover = row.Handover,
            Agent = row.Agent is { } agent ? statistics.Registry.AgentOf(agent) : null,
            ToldEstimate = row is { ToldP50: { } p50, ToldP90: { } p90 } ? new WaitEstimate(p50, p90) : null,
            IsStored = isKept,
        };
        foreach (var offer in row.Offers) contact.Offers.Add((offer.Offer, statistics.Registry.AgentOf(offer.Agent)));
        foreach (var (_, asked) in contact.Offers) asked.Offered++;
        if (contact.Agent is not null && contact.State == ContactState.Connected) contact.Agent.Connected++;
        if (contact.Agent is not null && contact.State == ContactState.WrapUp) contact.Agent.WrapUp++;
        statistics.Registry.Contacts.Add(id, contact);
        statistics.Registry.Enter(contact);
        if (row.Paced) statistics.Estimators.Enter(contact);
        return contact;
    }

    private static ContactRow RowOf(ContactDocument document)
    {
        var waits = document.State <= ContactState.Offered;
        var pending = document.Offers.Where(offer => offer.State == OfferState.Pending);
        if (document.Handover is { } handover) pending = pending.Append(handover);
        return new ContactRow
        {
            Sequence = document.Sequence,
            Queue = document.Queue,
            Gate = document.Gate,
            Channel = document.Channel,
            Requirements = document.Requirements,
            Rank = document.Rank,
            State = document.State,
            Began = document.InQueueSince!.Value,
            WaitingSince = document.WaitingSince,
            Callback = document.Callback is not null,
            Parked = document.Parked is not null,
            Paced = waits && document.Parked is null && document.Callback is not { Attempts: > 0 },
            Agent = waits ? null : document.Agent,
            Handover = document.Handover?.Id,
            Offers = [.. pending.Select(offer => new OfferRow(offer.Id, offer.Agent))],
        };
    }

    private void ReadHour(StatisticsRegistry registry, string[] parts, string json, IReadOnlyList<string> names)
    {
        using var document = JsonDocument.Parse(json);
        var hour = Number(parts[^1]);
        switch (parts)
        {
            case [StatisticsDocumentNames.Gate, var queue, var gate, _]:
                var id = new QueueId(queue);
                registry.ReadGate(id, gate.Length == 0 ? null : new GateId(gate), hour, document.RootElement, names);
                break;
            case [StatisticsDocumentNames.Skill, var skill, _]:
                registry.SkillOf(new SkillId(skill)).Documents!.Read(hour, document.RootElement, names);
                break;
            case [StatisticsDocumentNames.Agent, var agent, _]:
                registry.AgentOf(new AgentId(agent)).Documents.Read(hour, document.RootElement, names);
                if (document.RootElement.TryGetProperty("doing", out var activity))
                    Add(new AgentId(agent), activity.Deserialize(StatisticsJson.Default.AgentActivityRow)!);
                break;
            default:
                throw new InvalidOperationException($"{string.Join('/', parts)} is not a statistics document.");
        }
    }

    private static T Parse<T>(string name, string json, JsonTypeInfo<T> type) where T : class =>
        JsonSerializer.Deserialize(json, type) ?? throw new InvalidOperationException($"The document {name} is empty.");

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
