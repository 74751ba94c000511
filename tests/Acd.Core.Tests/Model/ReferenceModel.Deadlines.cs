using System.Globalization;
using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private const int Forgetting = 99;

    private void RunDue(Timestamp now)
    {
        if (now > _now)
            _now = now;
        ForgetReturns();
        _requests.RemoveAll(request => request.Until <= _now);
        while (Deadlines().Where(deadline => deadline.Due <= _now)
            .OrderBy(deadline => deadline.Due).ThenBy(deadline => deadline.Kind).ThenBy(deadline => deadline.Number)
            .FirstOrDefault() is { } first)
        {
            Begin();
            first.Happens();

            // Forgetting concerns nobody who waits.
            if (first.Kind != Forgetting)
                Settle();
        }

        ForgetPastNumberKept();
    }

    private void ForgetPastNumberKept()
    {
        // A shorter time holds at once.
        _closed.RemoveAll(closed => closed.Contact.At + _settings.ClosedContactTtl <= _now);
        _closed.RemoveRange(0, Math.Max(0, _closed.Count - _settings.ClosedContactsKept));
    }

    private IEnumerable<ModelDeadline> Deadlines()
    {
        foreach (var contact in _contacts)
        {
            foreach (var deadline in DeadlinesOf(contact))
                yield return deadline;
        }

        foreach (var agent in _agents.Where(agent => agent.HasHeartbeat))
            yield return new(agent.SilentAt, 9, agent.Sequence, () => GoOffline(agent, "heartbeatLost"));
        foreach (var agent in _agents)
        {
            foreach (var wrapUp in agent.WrapUps)
                yield return new(wrapUp.Due, 16, NumberOf(wrapUp.Offer), () => FinishWrapUp(agent, wrapUp));
        }

        foreach (var contact in _contacts.Where(contact => contact.RoomAt is not null))
            yield return new(contact.RoomKeptSince!.Value + _settings.KeepRoomForFirst, 12, contact.Sequence, () => { });
        foreach (var (number, closed) in _closed.Index())
        {
            var forget = closed.Contact.At + _settings.ClosedContactTtl;
            yield return new(forget, Forgetting, number, () => _closed.Remove(closed));
        }
    }

    private IEnumerable<ModelDeadline> DeadlinesOf(ModelContact contact)
    {
        ModelDeadline At(Timestamp due, int kind, Action happens) => new(due, kind, contact.Sequence, happens);
        if (contact.State == Offered)
        {
            foreach (var offer in contact.Pending)
                yield return new(offer.Due, 1, offer.Number, () => TimeOut(contact, offer));
        }

        if (contact.Handover is { } handover)
            yield return new(handover.Due, 1, handover.Number, () => TimeOutHandover(contact, handover));
        if (contact.Release is { } release)
            yield return At(release.Due, 13, () => Release(contact));
        if (contact is { State: WrapUp, WrapUpDue: { } wrapUpDue })
            yield return At(wrapUpDue, 2, () => CloseCompleted(contact));
        if (contact.Cooldowns.Count > 0)
            yield return At(contact.Cooldowns.Min(own => own.FirmUntil ?? own.Until), 3, () => EndCooldowns(contact));
        if (contact.PausedUntil is { } pausedUntil)
            yield return At(pausedUntil, 15, () => contact.PausedUntil = null);
        if (contact.Parked?.Until is { } until)
            yield return At(until, 14, () => Unpark(contact));
        if (contact.State != Queued || contact.Parked is not null)
            yield break;
        if (NextStepOf(contact) is { } step)
            yield return At(step.Due, 4, () => Take(contact, step.Step));
        if (EndOfWaiting(contact) is { } end)
            yield return At(end, 5, () => Expire(contact));
        if (EndOfGrace(contact) is { } endOfGrace)
            yield return At(endOfGrace, 10, () => LeaveEmpty(contact));
        if (contact is { PreferredUntil: { } preferred, PreferenceIsOver: false, IsAway: false })
            yield return At(preferred, 6, () => contact.PreferenceIsOver = true);
        if (contact is { PreferredUntil: { } past, PreferenceEndsAgain: true })
            yield return At(past, 6, () => contact.PreferenceEndsAgain = false);
        if (contact.Callback?.NotBefore is { } notBefore)
            yield return At(notBefore, 7, () => EndCallbackDelay(contact));
        if (contact.Callback is { } callback)
            yield return At(AfterGrace(callback.Expires), 8, () => Close(contact, CloseReason.Expired));
    }

    private static long NumberOf(OfferId offer) => long.Parse(offer.Value[1..], CultureInfo.InvariantCulture);

    private void EndCallbackDelay(ModelContact callback)
    {
        callback.Callback = callback.Callback! with { NotBefore = null };
        _backInLine.Add(callback);
    }

    private void EndCooldowns(ModelContact contact)
    {
        contact.Cooldowns.RemoveAll(cooldown => cooldown.Until <= _now);
        for (var at = 0; at < contact.Cooldowns.Count; at++)
        {
            if (contact.Cooldowns[at].FirmUntil <= _now)
                contact.Cooldowns[at] = contact.Cooldowns[at] with { FirmUntil = null };
        }
    }

    /// <summary>
    /// Applies what an engine loses in a reload: the progress of heartbeat timeouts, the last numbers of removed agents, and
    /// whether a preference's end was handled.
    /// </summary>
    public void Reload()
    {
        _lastOrder = _agents.Select(agent => Math.Max(agent.IdleOrder, agent.ContactOrder)).DefaultIfEmpty().Max();
        foreach (var agent in _agents.Where(agent => agent.HasHeartbeat))
            ArmSilence(agent);
        foreach (var contact in _contacts.Where(contact => contact is { State: Queued, IsAway: false }))
            contact.PreferenceEndsAgain = contact.PreferredUntil <= _now;
    }
}
