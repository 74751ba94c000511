namespace Acd.Core;

/// <summary>The transitions of callbacks.</summary>
internal sealed class CallbackTransitions(EngineState state)
{
    /// <summary>Turns a queued contact into a callback.</summary>
    public void Begin(Contact contact, string number)
    {
        state.Parks.End(contact);
        contact.Callback = new CallbackDocument(number, state.Now + state.SettingsOf(contact).CallbackExpiry);
        state.UpdatePlacesTaken(contact);
        state.Staffing.Forget(contact);
        state.Emitter.CallbackRequested(contact);
    }

    /// <summary>Ends the delay before the next attempt, if there is one.</summary>
    public void EndDelay(Contact contact)
    {
        if (contact.Callback?.NotBefore is null) return;
        contact.Callback = contact.Callback with { NotBefore = null };
        state.Tracker.Changed(contact);
    }
}
