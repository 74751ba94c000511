using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// What is made of events alone is what the documents say, contact by contact and agent by agent, and what the engine counts.
/// </summary>
internal sealed class BoardsEqualCounts : Checker
{
    public override string Rule => "Boards made of events equal the engine's own counts.";

    public override string? AfterCommit(Commit commit, CenterMirror center, SimulatedDatabase database)
    {
        var open = database.Contacts.Count - database.Closed.Count;
        if (open != center.Contacts.Count)
            return $"By the events {center.Contacts.Count} contacts are open, by the documents {open}.";
        if (database.Agents.Count != center.Agents.Count)
            return $"By the events there are {center.Agents.Count} agents, by the documents {database.Agents.Count}.";
        return commit.Changes.Contacts.Select(document => Compare(document, center)).FirstOrDefault(wrong => wrong is not null)
            ?? commit.Changes.Agents.Select(document => Compare(document, center)).FirstOrDefault(wrong => wrong is not null);
    }

    public override string? AtRest(Rest rest)
    {
        if (rest.Answers.Select(answer => answer.Reply).OfType<CenterReply>().FirstOrDefault() is not { Counts: var counts })
            return "The engine does not say how many contacts and agents it has.";
        foreach (var watcher in rest.Watchers)
        {
            if (watcher.Board is { } board && board.Counts != counts)
                return $"{watcher} counts {board.Counts}, the engine {counts}.";
        }

        return null;
    }

    private static string? Compare(ContactDocument document, CenterMirror center)
    {
        if (document.State == ContactState.Closed) return null;
        if (!center.Contacts.TryGetValue(document.Id, out var told)) return $"No event tells that {document.Id} is open.";
        var agent = document.State is ContactState.Connected or ContactState.WrapUp ? document.Agent : null;
        var written = (document.State, document.Events, document.Priority, document.Queue, document.Channel, agent);
        var heard = (told.State, told.Events, told.Priority, told.Queue, told.Channel, told.Agent);
        if (written != heard) return $"By its document {document.Id} is {written}, by its events {heard}.";
        if (!document.Requirements.SequenceEqual(told.Requirements)) return $"Events tell other needs of {document.Id}.";
        return document.ToldUnservable == told.ToldUnservable
            ? null
            : $"Events tell otherwise whether {document.Id} was unservable.";
    }

    private static string? Compare(AgentDocument document, CenterMirror center)
    {
        if (!center.Agents.TryGetValue(document.Id, out var told))
            return $"No event tells that there is an agent {document.Id}.";
        if ((document.Presence, document.Reason) is var written && (told.Presence, told.Reason) is var heard && written != heard)
            return $"By its document {document.Id} is {written}, by its events {heard}.";
        var (one, other) = (document.Profile, told.Profile);
        var same = one with { Skills = [], Channels = [] } == other with { Skills = [], Channels = [] }
            && one.Skills.SequenceEqual(other.Skills) && one.Channels.SequenceEqual(other.Channels);
        return same ? null : $"Events tell another profile of {document.Id}.";
    }
}
