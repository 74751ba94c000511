using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Makes boards of what a store has: their own documents, and the events since those were written.</summary>
internal sealed class BoardRestoring
{
    private readonly Dictionary<ContactId, ContactRow> _contacts = [];
    private readonly List<(long Number, PaceRow Row)> _paces = [];
    private readonly Dictionary<AgentId, DoingRow> _doings = [];
    private readonly List<string> _obsolete = [];
    private readonly List<(string[] Parts, string Json)> _hours = [];
    private HeadRow? _head;
    private SettingsRow? _settings;

    /// <summary>The number of the last event that the boards' documents count; 0 where there are none.</summary>
    public static long CountedUpTo(CenterDocuments documents)
    {
        var head = documents.Named.FirstOrDefault(document => document.Name == NamedDocument.BoardsHead);
        return head?.Json is { } json ? Parse(head.Name, json, BoardJson.Default.HeadRow).Sequence : 0;
    }

    /// <summary>The keeping of boards that are yet to be made, of their documents and of what happened since.</summary>
    public static BoardKeeping Keep(CenterDocuments documents, Timestamp now, int every)
    {
        var written = documents.LastSequence - documents.Uncounted.Count;
        return new BoardKeeping(Restore, documents.LastSequence, written, every);

        (Boards Boards, bool IsOverdue) Restore(IReadOnlyList<NamedDocument> boards)
        {
            var restoring = new BoardRestoring();
            foreach (var document in boards) restoring.Take(document);
            return restoring.Make(documents, now);
        }
    }

    private void Take(NamedDocument document)
    {
        var isBoard = document.Name.StartsWith(NamedDocument.BoardPrefix, StringComparison.Ordinal);
        if (!isBoard || document.Json is not { } json) return;
        var parts = document.Name.Split('/');
        switch (parts[0])
        {
            case NamedDocument.BoardsHead:
                _head = Parse(document.Name, json, BoardJson.Default.HeadRow);
                break;
            case BoardNames.Settings:
                _settings = Parse(document.Name, json, BoardJson.Default.SettingsRow);
                break;
            case BoardNames.Contact:
                _contacts.Add(new ContactId(parts[1]), Parse(document.Name, json, BoardJson.Default.ContactRow));
                break;
            case BoardNames.Doing:
                _obsolete.Add(document.Name);
                Take(new AgentId(parts[1]), Parse(document.Name, json, BoardJson.Default.DoingRow));
                break;
            case BoardNames.Pace:
                _paces.Add((Number(parts[1]), Parse(document.Name, json, BoardJson.Default.PaceRow)));
                break;
            default:
                _hours.Add((parts, json));
                break;
        }
    }

    /// <summary>Takes what an agent is doing, if this is the newest that says so.</summary>
    private void Take(AgentId agent, DoingRow row)
    {
        if (!_doings.TryGetValue(agent, out var known) || known.AsOf < row.AsOf) _doings[agent] = row;
    }

    private (Boards Boards, bool IsOverdue) Make(CenterDocuments documents, Timestamp now)
    {
        // Where all events are folded from the first on, they tell of every change of a new center's settings.
        var complete = (_head?.Sequence ?? 0) + documents.Uncounted.Count == documents.LastSequence;
        var first = complete && documents.LastSequence > 0 ? null : documents.Settings;
        var boards = new Boards(first ?? new CenterSettings(), now);
        if (complete && _settings is not null) boards.Take(_settings.TimeZone, _settings.Queues);
        var names = _head?.Figures ?? Tally.Names;
        foreach (var (parts, json) in _hours) ReadHour(boards.Book, parts, json, names);
        foreach (var (number, row) in _paces.OrderBy(pace => pace.Number)) boards.Paces.Restore(number, row);
        if (_head is not null)
        {
            boards.Paces.Continue(_head.NextPace);
            boards.Book.DropBefore(_head.Kept);
        }

        if (complete) Continue(boards, documents);
        else BeginAnew(boards, documents, now);
        return (boards, !complete);
    }

    /// <summary>Goes on exactly where the documents and the events end.</summary>
    private void Continue(Boards boards, CenterDocuments documents)
    {
        foreach (var (id, row) in _doings) // In any order: none of it depends on another.
        {
            var agent = boards.Book.AgentOf(id);
            (agent.Presence, agent.Since, agent.IsGone) = (row.Presence, row.Since, row.Gone);
        }

        foreach (var (id, row) in _contacts.OrderBy(contact => contact.Value.Sequence))
            Enter(boards, id, row, isKept: true);
        boards.Agenda.Clear(boards.Book);
        boards.Agenda.Settings = _settings is null;
        if (_head is not null) boards.Continue(_head.Sequence, _head.At, _head.Kept);
        Forget(boards);
        foreach (var happened in documents.Uncounted) boards.Fold(happened);
        foreach (var document in documents.Agents)
            boards.Book.AgentOf(document.Id).Skills = document.Profile.Skills;
    }

    /// <summary>
    /// Begins with what is there, where events are missing, or were never counted: figures begin now, or go on with what was
    /// counted before the gap.
    /// </summary>
    private void BeginAnew(Boards boards, CenterDocuments documents, Timestamp now)
    {
        boards.Continue(documents.LastSequence, now, _head?.Kept ?? boards.Days.YesterdayOf(now));
        foreach (var document in documents.Agents)
        {
            var agent = boards.Book.AgentOf(document.Id);
            (agent.Presence, agent.Since, agent.IsGone) = (document.Presence, now, false);
            agent.Skills = document.Profile.Skills;
            agent.Changed(boards.Slot, boards.Kept);
        }

        // Who was removed meanwhile is not gone in what is kept, which would bring it back. In any order: each writes its own.
        foreach (var (id, _) in _doings) boards.Book.AgentOf(id).Changed(boards.Slot, boards.Kept);
        Forget(boards);
        foreach (var document in documents.Contacts.OrderBy(contact => contact.Sequence))
            FlushAgenda.Changed(Enter(boards, document.Id, RowOf(document), _contacts.ContainsKey(document.Id)));
        foreach (var (id, row) in _contacts.OrderBy(contact => contact.Value.Sequence))
        {
            if (boards.Book.Contacts.ContainsKey(id)) continue;
            boards.Agenda.Closed.Add(new OpenContact(id, row.Sequence, row.Channel)
            {
                Queue = row.Queue,
                Requirements = row.Requirements,
                Rank = row.Rank,
            });
        }
    }

    /// <summary>Has the documents that are not written any longer removed, and written otherwise what they said.</summary>
    private void Forget(Boards boards)
    {
        boards.Agenda.Obsolete.AddRange(_obsolete);
        foreach (var name in _obsolete)
            boards.Book.AgentOf(new AgentId(name.Split('/')[1])).Changed(boards.Slot, boards.Kept);
    }

    private static OpenContact Enter(Boards boards, ContactId id, ContactRow row, bool isKept)
    {
        var contact = new OpenContact(id, row.Sequence, row.Channel)
        {
            Queue = row.Queue,
            Gate = row.Gate,
            Requirements = row.Requirements,
            Rank = row.Rank,
            State = row.State,
            Began = row.Began,
            WaitingSince = row.WaitingSince,
            IsCallback = row.Callback,
            Agent = row.Agent is { } agent ? boards.Book.AgentOf(agent) : null,
            Told = row is { ToldP50: { } p50, ToldP90: { } p90 } ? new WaitEstimate(p50, p90) : null,
            IsKept = isKept,
        };
        foreach (var offer in row.Offers) contact.Offers.Add((offer.Offer, boards.Book.AgentOf(offer.Agent)));
        foreach (var (_, asked) in contact.Offers) asked.Offered++;
        if (contact.Agent is not null && contact.State == ContactState.Connected) contact.Agent.Connected++;
        if (contact.Agent is not null && contact.State == ContactState.WrapUp) contact.Agent.WrapUp++;
        boards.Book.Contacts.Add(id, contact);
        boards.Book.Enter(contact);
        if (row.Paced) boards.Paces.Enter(contact);
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

    private void ReadHour(BoardBook book, string[] parts, string json, IReadOnlyList<string> names)
    {
        using var document = JsonDocument.Parse(json);
        var hour = Number(parts[^1]);
        switch (parts)
        {
            case [BoardNames.Gate, var queue, var gate, _]:
                var id = new QueueId(queue);
                book.ReadGate(id, gate.Length == 0 ? null : new GateId(gate), hour, document.RootElement, names);
                break;
            case [BoardNames.Skill, var skill, _]:
                book.SkillOf(new SkillId(skill)).Hours!.Read(hour, document.RootElement, names);
                break;
            case [BoardNames.Agent, var agent, _]:
                book.AgentOf(new AgentId(agent)).Hours.Read(hour, document.RootElement, names);
                if (document.RootElement.TryGetProperty("doing", out var doing))
                    Take(new AgentId(agent), doing.Deserialize(BoardJson.Default.DoingRow)!);
                break;
            default:
                throw new InvalidOperationException($"{string.Join('/', parts)} is no document of a board.");
        }
    }

    private static T Parse<T>(string name, string json, JsonTypeInfo<T> type) where T : class =>
        JsonSerializer.Deserialize(json, type) ?? throw new InvalidOperationException($"The document {name} is empty.");

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
