using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>
/// The return of a center that was away: no engine ran. What agents do stood still meanwhile, and callers have a grace in which
/// nobody leaves the line for having waited too long.
/// </summary>
internal sealed class OutageTransitions(EngineState state)
{
    private Timestamp _graceUntil;

    /// <summary>When something that ends a wait happens: at its time, and not before the end of the grace.</summary>
    public Timestamp AfterGrace(Timestamp due) => due < _graceUntil ? _graceUntil : due;

    /// <summary>The same for a plan step: only one that closes the contact has to wait.</summary>
    public Timestamp AfterGrace(Timestamp due, WaitAction action) => action.Close is null ? due : AfterGrace(due);

    /// <summary>Restores the grace from a named document of the store. Ignores other documents.</summary>
    public void Restore(NamedDocument named)
    {
        if (named.Name != NamedDocument.Grace || named.Json is null) return;
        var document = JsonSerializer.Deserialize(named.Json, CenterJson.Default.GraceDocument)
            ?? throw new InvalidOperationException($"The document {named.Name} is empty.");
        _graceUntil = document.Until;
    }

    /// <summary>Returns from an outage that began at a time.</summary>
    public void Return(Timestamp awayFrom)
    {
        state.Emitter.CenterReturned(awayFrom);
        StartGrace();
        foreach (var agent in state.AgentsInOrder)
        {
            if (agent.HasHeartbeat) state.PresenceTransitions.ArmHeartbeat(agent);
            foreach (var wrapUp in agent.WrapUps)
                if (LostBy(wrapUp.Document.Since, awayFrom) is { Ticks: > 0 } lost) state.AgentWrapUps.Move(wrapUp, lost);
        }

        foreach (var offer in state.Offers.Values.OrderBy(offer => offer.Number).ToList()) Resume(offer, awayFrom);
        foreach (var contact in state.OpenContacts().Where(IsDueInGrace)) state.Plans.Arm(contact);
    }

    /// <summary>
    /// The part of the outage that fell into something that had begun at a time. An owner whose clock is behind that of the one
    /// before may see a beginning in the future, which lost nothing.
    /// </summary>
    private TimeSpan LostBy(Timestamp since, Timestamp awayFrom)
    {
        var from = since > awayFrom ? since : awayFrom;
        return from < state.Now ? state.Now - from : TimeSpan.Zero;
    }

    private void StartGrace()
    {
        var until = state.Now + state.Settings.GraceAfterOutage;
        if (until <= _graceUntil) return;
        _graceUntil = until;
        state.Tracker.PutDocument(new(
            NamedDocument.Grace, JsonSerializer.Serialize(new GraceDocument(until), CenterJson.Default.GraceDocument)));
    }

    private void Resume(Offer offer, Timestamp awayFrom)
    {
        var contact = offer.Contact;
        if (contact.State == ContactState.Offered || offer.IsHandover)
        {
            ResumeRinging(offer, awayFrom);
            return;
        }

        var lost = LostBy(contact.ConnectedAt!.Value, awayFrom);
        if (lost == TimeSpan.Zero) return;

        // The wait is counted up to the connection, so its start moves along.
        (contact.ConnectedAt, contact.WaitingSince) = (contact.ConnectedAt + lost, contact.WaitingSince + lost);
        if (contact.HeldSince is { } held) contact.HeldSince = held + LostBy(held, awayFrom);
        if (contact.Release is { } release)
        {
            state.Releases.Cancel(contact);
            state.Releases.Arm(contact, release with { Due = release.Due + lost });
        }

        state.Tracker.Changed(contact);
        if (contact.TalkEndedAt is not { } ended) return;
        contact.TalkEndedAt = ended + LostBy(ended, awayFrom);
        state.RunningDeadlines.MoveWrapUp(contact, contact.WrapUpEnd!.Due + LostBy(ended, awayFrom));
    }

    /// <summary>
    /// An offer that was due while nobody could answer it is revoked: it is no miss, and the agent may be asked again. A
    /// hand-over fails. Any other rings as long as it had left.
    /// </summary>
    private void ResumeRinging(Offer offer, Timestamp awayFrom)
    {
        var due = offer.Document.Due;
        if (due > state.Now)
        {
            state.RunningDeadlines.MoveOffer(offer, due + LostBy(offer.Document.At, awayFrom));
            return;
        }

        if (offer.IsHandover)
        {
            state.Handovers.Fail(offer, OfferState.Revoked, HandoverFailure.Unavailable);
            return;
        }

        state.OfferTransitions.End(offer, OfferState.Revoked);
        state.OfferTransitions.ContinueRinging(offer.Contact);
    }

    private bool IsDueInGrace(Contact contact) => contact is { State: ContactState.Queued, Parked: null }
        && contact.WaitDeadlines is { } waiting && (waiting.NextStep?.Due < _graceUntil || waiting.End?.Due < _graceUntil
            || waiting.CallbackExpiry?.Due < _graceUntil || waiting.EndOfGrace?.Due < _graceUntil);
}
