namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private const long StrictHeadStart = 1_000_000_000_000;

    /// <summary>Contacts that entered or returned to a line. What is due for them runs before matching.</summary>
    private readonly List<ModelContact> _backInLine = [];

    private Func<Reply> Enqueue(EnqueueContact command, int round = 0)
    {
        var gate = _settings.Gates.FirstOrDefault(gate => gate.Id == command.Gate);
        var contact = new ModelContact
        {
            Id = command.Contact,
            Queue = command.Queue ?? gate?.Queue ?? QueueId.Default,
            Gate = gate?.Id,
            Channel = command.Channel,
            Asked = command.Requirements,
            Priority = command.Priority ?? gate?.Priority ?? 0,
            EnteredAt = _now,
            WaitingSince = _now,
            Attributes = MergedAttributes(command.Attributes, gate?.Attributes),
            CallerId = command.CallerId,
            Caller = command.Caller,
            Plan = command.Plan,
            Round = round,
            Request = EnqueueFingerprint.Of(command),
        };
        contact.Requirements = Required(contact.Asked, gate);
        contact.Rank = RankOf(contact);
        if (command.PreferredAgent is { } preferred)
            Prefer(contact, preferred, command.PreferredFor);
        var resumes = TakeOldPlace(contact);
        _contacts.Add(contact);
        EmitQueued(contact, resumes);
        contact.Sequence = _sequence;
        if (command.AssignTo is { } agent)
        {
            contact.InQueueSince = _now;
            Offer(contact, Agent(agent), assigned: true, command.Connected);
        }
        else
        {
            Enter(contact);
        }

        return () => WithPlace(contact, created: true);
    }

    private Timestamp RankOf(ModelContact contact)
    {
        var queue = QueueOf(contact);
        var step = queue.StrictPriority ? StrictHeadStart : (long)queue.HeadStartPerPriority.TotalMilliseconds;
        return new(contact.EnteredAt.Milliseconds - (contact.Priority * step));
    }

    private void Prefer(ModelContact contact, AgentId agent, TimeSpan? length)
    {
        contact.PreferredAgent = agent;
        contact.PreferredUntil = _now + (length ?? QueueOf(contact).PreferredFor);
        contact.PreferenceIsOver = contact.PreferredUntil <= _now;
    }

    private void Enter(ModelContact contact)
    {
        var queue = QueueOf(contact);
        var isOut = false;
        if (queue.Closed || (queue.Hours is { } hours && !ModelHours.AreOpen(hours, _now)))
            isOut = ApplyLimit(contact, queue.WhenClosed, StepCause.Closed, CloseReason.Rejected);
        else if (queue.MaxWaiting is { } most && Waiting(queue, except: contact) >= most)
            isOut = ApplyLimit(contact, queue.WhenFull, StepCause.Full, CloseReason.Rejected);
        else if (contact.Callback is null && queue.JoinEmpty is { } join && !IsStaffed(queue, contact.Requirements))
            isOut = ApplyAction(contact, join, StepCause.JoinEmpty);
        if (isOut)
            return;
        contact.InQueueSince = _now;
        _backInLine.Add(contact);
    }

    private int Waiting(QueueSettings queue, ModelContact except) => _contacts.Count(contact =>
        contact != except && contact.Queue == queue.Id && contact is { Callback: null, Parked: null }
        && contact.State is ContactState.Queued or ContactState.Offered);

    /// <summary>Applies a limit's action, or closes the contact. True if the contact has left the queue.</summary>
    private bool ApplyLimit(ModelContact contact, WaitAction? action, StepCause cause, CloseReason otherwise)
    {
        if (action is not null)
            return ApplyAction(contact, action, cause);
        Close(contact, otherwise, otherwise == CloseReason.Rejected ? RejectedFor(cause) : null);
        return true;
    }

    /// <summary>Applies an action to a waiting contact. True if the contact has left its queue.</summary>
    private bool ApplyAction(ModelContact contact, WaitAction action, StepCause cause, TimeSpan? after = null)
    {
        var (queue, gate) = (contact.Queue, contact.Gate);
        if (action.Close is { } reason)
        {
            EmitPlanStepped(contact, cause, after);
            Close(contact, reason, reason == CloseReason.Rejected ? RejectedFor(cause) : null);
            return true;
        }

        var target = TargetOf(action, contact);
        if (target is not null && contact.Moves == Limits.MovesAtOnce)
        {
            Close(contact, CloseReason.Overflowed);
            return true;
        }

        if (contact.PreferredUntil <= _now)
            contact.PreferenceIsOver = true;
        if (target is { } place)
            Move(contact, place.Queue, place.Gate);
        contact.Asked = AskedAfter(action, contact);
        if (target is not null || action.Requirements is not null || action.LowerLevels is not null)
            contact.Requirements = Required(contact.Asked, GateOf(contact));
        if (action.RaisePriority > contact.Priority)
        {
            contact.Priority = action.RaisePriority.Value;
            contact.Rank = new(Math.Min(contact.Rank.Milliseconds, RankOf(contact).Milliseconds));
        }

        var calledBack = action.Callback && contact is { Callback: null, CallerId: not null };
        if (calledBack)
            BecomeCallback(contact, contact.CallerId!);
        EmitPlanStepped(contact, cause, after, from: target is null ? null : (queue, gate));
        if (calledBack)
            EmitCallbackRequested(contact);
        if (contact.Queue == queue)
            return false;
        Enter(contact);
        return true;
    }

    private static RejectCause? RejectedFor(StepCause cause) => cause switch
    {
        StepCause.Closed => RejectCause.Closed,
        StepCause.Full => RejectCause.Full,
        StepCause.JoinEmpty or StepCause.LeaveWhenEmpty => RejectCause.Unstaffed,
        _ => null,
    };

    /// <summary>The target of an action that moves a contact. Null if it is there already.</summary>
    private (QueueId Queue, GateId? Gate)? TargetOf(WaitAction action, ModelContact contact)
    {
        if (action.Gate is { } gate && gate != contact.Gate)
            return (_settings.Gates.Single(known => known.Id == gate).Queue, gate);
        return action.Queue is { } queue && queue != contact.Queue ? (queue, null) : null;
    }

    private static void Move(ModelContact contact, QueueId queue, GateId? gate)
    {
        if (queue != contact.Queue)
        {
            contact.Expired = false;
            contact.PlanDone = contact.Plan is null ? null : contact.PlanDone;
            ForgetEmptiness(contact);
            (contact.Refusals, contact.MetWhenRefused) = (0, false);
        }

        (contact.Queue, contact.Gate) = (queue, gate);
        contact.Moves++;
    }
}

public sealed partial class ReferenceModel
{
    private void ForgetReturns() => _returns.RemoveAll(place => place.Until <= _now);

    /// <summary>Keeps an abandoned place. A callback has none, since its caller is called back.</summary>
    private void RememberCaller(ModelContact contact)
    {
        var resumeWithin = QueueOf(contact).ResumeWithin;
        if (contact is not { Reason: CloseReason.Abandoned, Callback: null }
            || NumberOf(contact) is not { } caller
            || resumeWithin == TimeSpan.Zero)
            return;
        _returns.RemoveAll(place => place.Queue == contact.Queue && place.CallerId == caller);
        _returns.Add(new(contact.Queue, caller, contact.Id, contact.Rank, _now, _now + resumeWithin));
    }

    /// <summary>The spelling by which a caller is recognized.</summary>
    private static string? NumberOf(ModelContact contact) => contact.Caller ?? contact.CallerId;

    /// <summary>Gives a returning caller the old rank, if that is lower.</summary>
    private ContactId? TakeOldPlace(ModelContact contact)
    {
        if (_returns.Find(place => place.Queue == contact.Queue && place.CallerId == NumberOf(contact)) is not { } old
            || _now - old.At >= QueueOf(contact).ResumeWithin)
            return null;
        _returns.Remove(old);
        if (old.Rank >= contact.Rank)
            return null;
        contact.Rank = old.Rank;
        return old.Contact;
    }
}
