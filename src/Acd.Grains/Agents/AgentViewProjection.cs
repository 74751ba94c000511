using Acd.Core;

namespace Acd.Grains;

/// <summary>
/// An agent's view, made of a reply of the dispatcher first and of events from then on. The first events may be older than the
/// reply. To apply them again does no harm, as the last event about a contact decides.
/// </summary>
internal sealed class AgentViewProjection
{
    private readonly AgentId _agent;
    private readonly List<LiveContact> _contacts;
    private AgentProfile _profile;
    private Presence _presence;
    private string? _reason;
    private long _position;

    /// <param name="reply">The agent.</param>
    /// <param name="position">The number of an event that the reply contains; the events after it must be applied.</param>
    public AgentViewProjection(AgentReply reply, long position)
    {
        _agent = reply.Agent.Id;
        _position = position;
        (_profile, _presence, _reason) = (reply.Agent.Profile, reply.Agent.Presence, reply.Agent.Reason);
        _contacts = [.. reply.Contacts.Select(has => new LiveContact(has.Contact, has.State, has.Offer, has.Channel))];
    }

    /// <summary>Whether the agent was removed.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>The view as it is now.</summary>
    public AgentView ToView(IEnumerable<string> devices) =>
        new(_agent, _profile, _presence, _reason, [.. _contacts], [.. devices], _position);

    /// <summary>Applies the agent's next event.</summary>
    public void Apply(CenterEvent next)
    {
        _position = next.Sequence;
        switch (next)
        {
            case AgentChanged { Profile: { } profile }:
                // One that is made again begins offline.
                if (IsRemoved) (_presence, _reason) = (Presence.Offline, null);
                _profile = profile;
                IsRemoved = false;
                break;
            case AgentChanged:
                IsRemoved = true;
                break;
            case AgentPresenceChanged changed:
                (_presence, _reason) = (changed.Presence, changed.Reason);
                break;
            case ContactOffered offered:
                AddOrUpdate(new LiveContact(offered.Contact, ContactState.Offered, offered.Offer, offered.Channel));
                break;
            case ContactConnected connected:
                AddOrUpdate(new LiveContact(connected.Contact, ContactState.Connected, connected.Offer, connected.Channel));
                break;
            case WrapUpStarted started:
                SetState(started.Contact, ContactState.WrapUp);
                break;
            case OfferDeclined or OfferTimedOut or OfferRevoked or ContactTransferred or ContactClosed
                or CallbackFailed or ContactParked or ContactReleased { Do: AgentGoneAction.Requeue }:
                Remove(((ContactEvent)next).Contact);
                break;
        }
    }

    private void AddOrUpdate(LiveContact contact)
    {
        var at = IndexOf(contact.Contact);
        if (at < 0) _contacts.Add(contact);
        else _contacts[at] = contact;
    }

    private void SetState(ContactId contact, ContactState state)
    {
        if (IndexOf(contact) is >= 0 and var at) _contacts[at] = _contacts[at] with { State = state };
    }

    private void Remove(ContactId contact)
    {
        if (IndexOf(contact) is >= 0 and var at) _contacts.RemoveAt(at);
    }

    private int IndexOf(ContactId contact) => _contacts.FindIndex(known => known.Contact == contact);
}
