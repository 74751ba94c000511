using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// The offered contacts that ring at fewer agents than their queue allows. Each waits for further agents in a line beside that
/// of the queued contacts with its key.
/// </summary>
internal sealed class FurtherRings(EngineState state)
{
    private int _count;

    /// <summary>Updates whether a contact waits for further agents, after its offers or its queue have changed.</summary>
    public void Update(Contact contact)
    {
        Leave(contact);
        if (!Wants(contact)) return;
        Enter(contact);
        state.Pending.Add(contact);
    }

    /// <summary>Lets a loaded contact wait for further agents. At rest none of them is ready.</summary>
    public void Restore(Contact contact)
    {
        if (Wants(contact)) Enter(contact);
    }

    /// <summary>Removes a contact that is not offered any longer, or is about to change.</summary>
    public void Leave(Contact contact)
    {
        if (contact.FurtherLine is not { } line) return;
        line.Remove(contact);
        state.MatchIndex.ReleaseLine(line);
        contact.FurtherLine = null;
        state.WorkingSets?.MarkChanged(contact);
        _count--;
    }

    /// <summary>Marks all of them as pending, when the center opens.</summary>
    public void AddAllToPending()
    {
        if (_count == 0) return;
        foreach (var contact in state.OpenContacts())
            if (contact.FurtherLine is not null) state.Pending.Add(contact);
    }

    /// <summary>Updates the offered contacts of a queue that allows another number of offers.</summary>
    public void UpdateAll(QueueId queue)
    {
        foreach (var contact in state.OpenContacts())
            if (contact.Queue == queue && contact.State == ContactState.Offered) Update(contact);
    }

    private bool Wants(Contact contact)
    {
        if (contact.State != ContactState.Offered) return false;
        if (contact.Offers.Count >= state.SettingsOf(contact).OffersAtOnce) return false;
        foreach (var offer in contact.Offers)
            if (offer.Document.Assigned || IsForPreferredAgent(offer)) return false;
        return true;
    }

    private static bool IsForPreferredAgent(Offer offer) =>
        offer.Contact.PreferredAgent == offer.Agent.Id && offer.Document.At < offer.Contact.PreferredUntil;

    private void Enter(Contact contact)
    {
        var key = contact.Line.Key with { ForFurtherRings = true };
        var queue = state.SettingsOf(contact);
        contact.FurtherLine = state.MatchIndex.AcquireLine(
            key, state.AgentsInOrder, AgentOrderKey.Of(queue), StaffRules.Of(queue));
        contact.FurtherLine.Add(contact);
        state.WorkingSets?.MarkChanged(contact);
        _count++;
    }
}
