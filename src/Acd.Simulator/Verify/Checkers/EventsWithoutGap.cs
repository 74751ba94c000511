using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Events are numbered without a gap, over the center and within each contact, and whoever subscribes gets those that were
/// committed, each once, and no other.
/// </summary>
internal sealed class EventsWithoutGap : Checker
{
    public override string Rule => "The event stream has no gap.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        if (happened.Sequence != center.LastSequence + 1) return $"Event {happened.Sequence} follows event {center.LastSequence}.";
        if (happened is not ContactEvent about) return null;
        var last = about is ContactQueued
            ? 0
            : center.Contacts.GetValueOrDefault(about.Contact)?.Events ?? about.ContactSequence - 1;
        return about.ContactSequence == last + 1
            ? null
            : $"Event {about.ContactSequence} of the contact {about.Contact} follows its event {last}.";
    }

    public override string? OnGap(string what) => what;

    public override string? OnDelivery(EventDelivery delivery, SimulatedDatabase database)
    {
        var (watcher, happened) = delivery;
        if (happened.Sequence > database.LastSequence)
            return $"{watcher} got event {happened.Sequence} before it was committed.";
        var next = watcher.Next;
        if (next?.Sequence != happened.Sequence)
            return $"{watcher} got event {happened.Sequence} after {watcher.LastSequence}; event {next?.Sequence} was next.";
        return StoredDocument.Of(happened).Json == database.Events[(int)happened.Sequence - 1].Json
            ? null
            : $"{watcher} got another event {happened.Sequence} than was committed.";
    }

    public override string? WhenQuiescent(QuiescentState rest)
    {
        foreach (var watcher in rest.Subscribers)
        {
            if (watcher.Next is { Sequence: var missed })
                return $"{watcher} has nothing after event {watcher.LastSequence}, but event {missed} is its own.";
        }

        return null;
    }
}
