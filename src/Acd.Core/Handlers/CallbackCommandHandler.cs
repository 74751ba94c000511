namespace Acd.Core;

/// <summary>Callers who hang up, keep their places and are called back.</summary>
internal sealed class CallbackCommandHandler(EngineState center)
{
    public Refusal? Request(Contact contact, string? number)
    {
        var waits = contact.State is ContactState.Queued or ContactState.Offered;
        if (waits && contact.Callback is not null) return null;
        var refusal = FieldValidator.Length("number", number, 1, Limits.CallerIdLength) ?? ContactCommandHandler.NotWaiting(contact);
        if (refusal is not null) return refusal;
        if ((number ?? contact.CallerId) is not { } whom)
            return Refusals.OutOfRange("number", "given, as the contact has no callerId");
        center.OfferTransitions.RevokeAll(contact);
        center.Callbacks.Begin(contact, whom);
        center.OfferTransitions.ReturnToLine(contact);
        return null;
    }

    public Refusal? Fail(Contact contact)
    {
        if (contact.State != ContactState.Connected) return Refusals.ContactNotConnected(contact.Id);
        if (contact.Callback is not { } callback) return Refusals.ContactNotCallback(contact.Id);
        var settings = center.SettingsOf(contact);
        var attempts = callback.Attempts + 1;
        var isLast = attempts >= settings.CallbackAttempts;
        var (agent, talk, hold) = center.Closing.Disconnect(contact);
        var next = isLast ? (Timestamp?)null : center.Now + settings.CallbackDelay;
        contact.Callback = callback with { Attempts = attempts, NotBefore = next };
        center.Emitter.CallbackFailed(contact, agent, talk, hold);
        center.PresenceTransitions.DrainIfDone(agent);
        if (isLast) center.Closing.Close(contact, CloseReason.Expired);
        else center.OfferTransitions.ReturnToLine(contact);
        return null;
    }
}
