namespace Acd.Core;

/// <summary>Handles the commands about callbacks: the caller hangs up, keeps its place and is called back.</summary>
internal sealed class CallbackCommandHandler(EngineState state)
{
    public Refusal? Request(Contact contact, string? number)
    {
        var waits = contact.State is ContactState.Queued or ContactState.Offered;
        if (waits && contact.Callback is not null) return null;
        var refusal = FieldValidator.Length("number", number, 1, Limits.CallerIdLength)
            ?? ContactCommandHandler.NotWaiting(contact);
        if (refusal is not null) return refusal;
        if ((number ?? contact.CallerId) is not { } toCall)
            return Refusals.OutOfRange("number", "given, as the contact has no callerId");
        state.OfferTransitions.RevokeAll(contact);
        state.Callbacks.Begin(contact, toCall);
        state.OfferTransitions.ReturnToLine(contact);
        return null;
    }

    public Refusal? Fail(Contact contact)
    {
        if (contact.State != ContactState.Connected) return Refusals.ContactNotConnected(contact.Id);
        if (contact.Callback is not { } callback) return Refusals.ContactNotCallback(contact.Id);
        var settings = state.SettingsOf(contact);
        var attempts = callback.Attempts + 1;
        var isLast = attempts >= settings.CallbackAttempts;
        var wrapUp = state.AgentWrapUps.Of(contact);
        var (agent, talk, hold) = state.Closing.Disconnect(contact, ConnectionEnd.CallbackFailed);
        var next = isLast ? (Timestamp?)null : state.Now + settings.CallbackDelay;
        contact.Callback = callback with { Attempts = attempts, NotBefore = next };
        state.Emitter.CallbackFailed(contact, agent, talk, hold);
        if (wrapUp is not null) state.AgentWrapUps.Start(agent, wrapUp);
        state.PresenceTransitions.DrainIfDone(agent);
        if (isLast) state.Closing.Close(contact, CloseReason.Expired);
        else state.OfferTransitions.ReturnToLine(contact);
        return null;
    }
}
