namespace Acd.Core;

/// <summary>The steps in a callback's life.</summary>
internal sealed class CallbackTransitions(EngineState center)
{
    /// <summary>Lets a queued contact be a callback from now on.</summary>
    public void Begin(Contact contact, string number)
    {
        contact.Callback = new CallbackDocument(number, center.Now + center.SettingsOf(contact).CallbackExpiry);
        center.UpdatePlacesTaken(contact);
        center.Emitter.CallbackRequested(contact);
    }

    /// <summary>Lets the next attempt be at once, if there is one to wait for.</summary>
    public void EndDelay(Contact contact)
    {
        if (contact.Callback?.NotBefore is null) return;
        contact.Callback = contact.Callback with { NotBefore = null };
        center.Tracker.Changed(contact);
    }
}
