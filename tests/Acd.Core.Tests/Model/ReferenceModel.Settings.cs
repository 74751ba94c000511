namespace Acd.Core.Tests;

/// <summary>Commands about queues, gates, channels and the whole center.</summary>
public sealed partial class ReferenceModel
{
    private Func<Reply> Put(QueueSettings queue, bool applyToRunning)
    {
        var old = _settings.Queues.FirstOrDefault(known => known.Id == queue.Id);
        if (old is null || !AreEqual(old, queue))
            Change(
                _settings with { Queues = Put(_settings.Queues, queue, known => known.Id == queue.Id) },
                new SettingsChanged { Queue = queue });
        if (old is not null && applyToRunning)
            MoveRunning(old, queue);
        _backInLine.AddRange(_contacts.Where(contact => contact.Queue == queue.Id));
        return () => new QueueReply(_settings.Queues.Single(known => known.Id == queue.Id), Created: old is null);
    }

    private void MoveRunning(QueueSettings old, QueueSettings queue)
    {
        foreach (var contact in _contacts.Where(contact => contact.Queue == queue.Id).OrderBy(contact => contact.Sequence))
        {
            foreach (var offer in contact.Active.Where(offer =>
                offer.State == OfferState.Pending && old.OfferTimeout != queue.OfferTimeout).ToList())
            {
                var due = InASecond(offer.At + queue.OfferTimeout);
                if (due == offer.Due)
                    continue;
                offer.Due = due;
                Emit(contact, new OfferDueChanged { Agent = offer.Agent, Offer = offer.Id, Due = due });
            }

            if (contact.State == ContactState.WrapUp && old.WrapUp != queue.WrapUp)
                MoveWrapUp(contact, contact.TalkEndedAt!.Value + queue.WrapUp);
        }
    }

    private void MoveWrapUp(ModelContact contact, Timestamp to)
    {
        if (contact.WrapUpDue == InASecond(to))
            return;
        contact.WrapUpDue = InASecond(to);
        Emit(contact, new WrapUpDueChanged { Agent = contact.Agent, Due = contact.WrapUpDue.Value });
    }

    private Timestamp InASecond(Timestamp time)
    {
        var least = _now + TimeSpan.FromSeconds(1);
        return time < least ? least : time;
    }

    private Func<Reply> Put(GateSettings gate)
    {
        var old = _settings.Gates.FirstOrDefault(known => known.Id == gate.Id);
        if (old is null || !AreEqual(old, gate))
            Change(
                _settings with { Gates = Put(_settings.Gates, gate, known => known.Id == gate.Id) },
                new SettingsChanged { Gate = gate });
        if (old is not null && !old.Requirements.SequenceEqual(gate.Requirements))
            UpdateRequirements(gate.Id);
        return () => new GateReply(_settings.Gates.Single(known => known.Id == gate.Id), Created: old is null);
    }

    private Func<Reply> Put(ChannelCost channel)
    {
        if (!_settings.Channels.Contains(channel))
            Change(
                _settings with { Channels = Put(_settings.Channels, channel, known => known.Channel == channel.Channel) },
                new SettingsChanged { Channel = channel });
        return Center;
    }

    private Func<Reply> Put(PutTimeZone command)
    {
        if (_settings.TimeZone != command.TimeZone)
            Change(_settings with { TimeZone = command.TimeZone }, new SettingsChanged { TimeZone = command.TimeZone });
        return Center;
    }

    private Func<Reply> Put(GeneralSettings options)
    {
        if (Json(_settings) != Json(_settings.With(options)))
            Change(_settings.With(options), new SettingsChanged { Center = options });
        return () => new GeneralSettingsReply(options);
    }

    /// <summary>The refusal of a command whose condition does not hold.</summary>
    private Refusal? Unmet(Command command)
    {
        if (command.If is not { } condition)
            return null;
        var version = command switch
        {
            PutQueue put => VersionOf(put.Queue.Id),
            RemoveQueue remove => VersionOf(remove.Queue),
            PutGate put => VersionOf(put.Gate.Id),
            RemoveGate remove => VersionOf(remove.Gate),
            AgentCommand about => _agents.Where(agent => agent.Id == about.Agent)
                .Select(agent => VersionTag.Of(agent.Profile)).FirstOrDefault(),
            _ => VersionTag.Of(_settings.Options),
        };
        if (condition.MustBeNew)
            return version is null ? null : Refusals.Exists(version);
        if (version is null)
            return Refusals.Gone();
        return condition.Versions!.Count == 0 || condition.Versions.Contains(version) ? null : Refusals.Changed(version);
    }

    private string? VersionOf(QueueId id) =>
        _settings.Queues.FirstOrDefault(queue => queue.Id == id) is { } queue ? VersionTag.Of(queue) : null;

    private string? VersionOf(GateId id) =>
        _settings.Gates.FirstOrDefault(gate => gate.Id == id) is { } gate ? VersionTag.Of(gate) : null;

    private Func<Reply> Put(PutKeepRoom command)
    {
        if (_settings.KeepRoomForFirst != command.Time)
            Change(_settings with { KeepRoomForFirst = command.Time }, new SettingsChanged { KeepRoomForFirst = command.Time });
        return Center;
    }

    private Func<Reply> Remove(QueueId id)
    {
        Change(
            _settings with { Queues = [.. _settings.Queues.Where(queue => queue.Id != id)] },
            new SettingsChanged { RemovedQueue = id });
        return () => new RemovedReply(id.Value);
    }

    private Func<Reply> Remove(GateId id)
    {
        Change(
            _settings with { Gates = [.. _settings.Gates.Where(gate => gate.Id != id)] },
            new SettingsChanged { RemovedGate = id });
        return () => new RemovedReply(id.Value);
    }

    private Refusal? InUse(QueueId id)
    {
        if (id == QueueId.Default)
            return Refusals.QueueIsDefault();
        return _contacts.Exists(contact => contact.Queue == id)
            || _settings.Gates.Any(gate => gate.Queue == id)
            || ActionsOf(_settings.Queues.Where(queue => queue.Id != id)).Any(action => action.Queue == id)
            ? Refusals.InUse("queue", id.Value, "something")
            : null;
    }

    private Refusal? InUse(GateId id) =>
        _contacts.Exists(contact => contact.Gate == id) || ActionsOf(_settings.Queues).Any(action => action.Gate == id)
            ? Refusals.InUse("gate", id.Value, "something")
            : null;

    /// <summary>All actions that may still run: of queues' limits and plans, and of open contacts' plans.</summary>
    private IEnumerable<WaitAction> ActionsOf(IEnumerable<QueueSettings> queues) =>
        queues.SelectMany(ModelRequestValidator.ActionsOf).Select(named => named.Action)
            .Concat(_contacts.SelectMany(contact => contact.Plan ?? []).Select(step => step.Do));

    /// <summary>Replaces the known item in place, or appends a new one.</summary>
    private static IReadOnlyList<T> Put<T>(IReadOnlyList<T> list, T item, Func<T, bool> isOld) =>
        list.Any(isOld) ? [.. list.Select(known => isOld(known) ? item : known)] : [.. list, item];

    private static bool AreEqual(QueueSettings left, QueueSettings right) =>
        Json(new() { Queues = [left] }) == Json(new() { Queues = [right] });

    private static bool AreEqual(GateSettings left, GateSettings right) =>
        Json(new() { Gates = [left] }) == Json(new() { Gates = [right] });

    /// <summary>Compares settings by their JSON, since records with lists have no value equality.</summary>
    private static string Json(CenterSettings settings) => ComparableText.Of(settings);

    private void Change(CenterSettings settings, SettingsChanged change)
    {
        _settings = settings;
        Emit(change);
    }
}
