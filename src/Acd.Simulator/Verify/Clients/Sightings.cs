using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>The newest of a contact that anybody was shown.</summary>
/// <param name="Sequence">The number of the event with which the contact began; an id may come again when it is
/// forgotten.</param>
/// <param name="Events">How many events of it.</param>
internal readonly record struct ObservedVersion(long Sequence, int Events)
{
    /// <summary>Whether another one is older.</summary>
    public bool IsAfter(ObservedVersion other) => (Sequence, Events).CompareTo((other.Sequence, other.Events)) > 0;
}

/// <summary>
/// What callers and subscribers have been shown of contacts, which nobody may be told to be otherwise afterwards.
/// </summary>
internal sealed class ObservedVersions
{
    private readonly Dictionary<ContactId, ObservedVersion> _newest = [];

    /// <summary>The newest that was shown of the contact that a request is about, if it is about one.</summary>
    public ObservedVersion? Find(Request request) => request switch
    {
        ContactCommand { Contact: var id } => Find(id),
        GetContact { Contact: var id } => Find(id),
        _ => null,
    };

    public void Observe(ContactDocument contact) => Observe(contact.Id, new ObservedVersion(contact.Sequence, contact.Events));

    public void Observe(CenterEvent happened)
    {
        if (happened is ContactQueued queued) Observe(queued.Contact, new ObservedVersion(queued.Sequence, queued.ContactSequence));
        else if (happened is ContactEvent about && Find(about.Contact) is { } known && about.Sequence > known.Sequence)
            Observe(about.Contact, known with { Events = about.ContactSequence });
    }

    private void Observe(ContactId contact, ObservedVersion seen)
    {
        if (Find(contact) is not { } known || seen.IsAfter(known)) _newest[contact] = seen;
    }

    private ObservedVersion? Find(ContactId contact) => _newest.TryGetValue(contact, out var seen) ? seen : null;
}
