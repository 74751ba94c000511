namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private void ForgetReturns() => _returns.RemoveAll(place => place.Until <= _now);

    /// <summary>Keeps the place of a caller who hung up; of a callback, who is called back, there is none to keep.</summary>
    private void RememberCaller(ModelContact contact)
    {
        var resumeWithin = QueueOf(contact).ResumeWithin;
        if (contact is not { Reason: CloseReason.Abandoned, Callback: null, CallerId: { } caller }
            || resumeWithin == TimeSpan.Zero)
            return;
        _returns.RemoveAll(place => place.Queue == contact.Queue && place.CallerId == caller);
        _returns.Add(new(contact.Queue, caller, contact.Id, contact.Rank, _now, _now + resumeWithin));
    }

    /// <summary>Gives a caller who comes back its old rank if that is less.</summary>
    private ContactId? TakeOldPlace(ModelContact contact)
    {
        if (_returns.Find(place => place.Queue == contact.Queue && place.CallerId == contact.CallerId) is not { } old
            || _now - old.At >= QueueOf(contact).ResumeWithin)
            return null;
        _returns.Remove(old);
        if (old.Rank >= contact.Rank)
            return null;
        contact.Rank = old.Rank;
        return old.Contact;
    }
}
