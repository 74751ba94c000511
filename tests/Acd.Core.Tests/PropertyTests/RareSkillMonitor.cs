namespace Acd.Core.Tests;

/// <summary>
/// Watches from events alone what an agent is offered while a contact waits that only it can serve. All contacts are of one
/// channel; between channels capacity decides.
/// </summary>
internal sealed class RareSkillMonitor(CenterSettings settings)
{
    private readonly Dictionary<AgentId, AgentProfile> _agents = [];
    private readonly Dictionary<ContactId, TrackedContact> _places = [];
    private CenterSettings _settings = settings;

    /// <summary>The offers of other contacts to the agent while a rare one waited for it.</summary>
    public int OffersPastRare { get; private set; }

    /// <summary>The part of these whose contact had entered later.</summary>
    public int Passed { get; private set; }

    /// <summary>The greatest head start, in priority levels, of such a later contact.</summary>
    public double Farthest { get; private set; }

    /// <summary>The first violation of the rule.</summary>
    public string? Broken { get; private set; }

    public void Observe(CenterEvent centerEvent)
    {
        switch (centerEvent)
        {
            case SettingsChanged changed:
                _settings = changed.ApplyTo(_settings);
                break;
            case AgentChanged { Profile: { } profile } changed:
                _agents[changed.Agent!.Value] = profile;
                break;
            case AgentChanged gone:
                _agents.Remove(gone.Agent!.Value);
                break;
            case ContactQueued queued:
                Enter(queued);
                break;
            case ContactEvent about:
                Observe(about, _places[about.Contact]);
                break;
        }
    }

    private void Enter(ContactQueued queued)
    {
        var place = new TrackedContact(queued.At, queued.Sequence) { Requirements = queued.Requirements };
        place.RankIs(queued.Rank, queued.At, SettingsOf(queued));
        if (queued.Resumes is { } earlier)
            place.TakeOver(_places[earlier]);
        _places[queued.Contact] = place;
    }

    private void Observe(ContactEvent centerEvent, TrackedContact place)
    {
        var queue = SettingsOf(centerEvent);
        switch (centerEvent)
        {
            case ContactOffered offered:
                if (!offered.Assigned)
                    Compare(offered, place);
                place.Rings++;
                break;
            case OfferAccepted:
                place.Rings--;
                place.IsServed = true;
                break;
            case OfferDeclined or OfferTimedOut or OfferRevoked:
                place.Rings--;
                break;
            case ContactTransferred transferred:
                place.IsServed = false;
                place.IsDelayed = false;
                place.Requirements = transferred.Requirements;
                if (transferred.Rank != place.Rank)
                    place.Entered = transferred.At;
                place.RankIs(transferred.Rank, place.Entered, queue);
                break;
            case PlanStepped stepped:
                place.Requirements = stepped.Requirements;
                place.RankIs(stepped.Rank, place.Entered, queue);
                break;
            case ContactPriorityChanged changed:
                place.RankIs(changed.Rank, place.Entered, queue);
                break;
            case ContactRequirementsChanged changed:
                place.Requirements = changed.Requirements;
                break;
            case ContactReleased { Do: AgentGoneAction.Requeue }:
                place.IsServed = false;
                break;
            case ContactParked:
                place.IsServed = false;
                place.IsDelayed = true;
                break;
            case ContactUnparked:
                place.IsDelayed = false;
                break;
            case CallbackFailed:
                place.IsServed = false;
                place.IsDelayed = true;
                break;
            case ContactClosed:
                place.IsServed = true;
                break;
        }
    }

    private void Compare(ContactOffered offered, TrackedContact taken)
    {
        foreach (var (id, waits) in _places)
        {
            if (!waits.Waits || waits == taken || OnlyAgentFor(waits) != offered.Agent)
                continue;
            OffersPastRare++;
            if (waits.IsBefore(taken))
                Broken ??= $"{offered.Agent} was offered {offered.Contact} before {id}, whose rank is less";
            if (taken.CountsFrom <= waits.CountsFrom)
                continue;
            Passed++;
            if (taken.IsStrict)
                continue;
            var later = taken.CountsFrom - waits.CountsFrom;
            Farthest = Math.Max(Farthest, Limits.MaxPriority * (later / taken.MostAhead));
            if (later > taken.MostAhead)
                Broken ??= $"{offered.Agent} was offered {offered.Contact}, which came {later} after {id}";
        }
    }

    /// <summary>The only agent with the skills, if there is one, regardless of its state.</summary>
    private AgentId? OnlyAgentFor(TrackedContact place)
    {
        bool Serves(AgentProfile profile) => place.Requirements.All(requirement =>
            profile.Skills.Any(own => own.Skill == requirement.Skill && own.Level >= requirement.Level));
        var serving = _agents.Where(agent => Serves(agent.Value)).Select(agent => agent.Key).Take(2).ToList();
        return serving is [var only] ? only : null;
    }

    private QueueSettings SettingsOf(ContactEvent centerEvent) =>
        _settings.Queues.Single(queue => queue.Id == centerEvent.Queue);

    /// <summary>A contact's place in line and what its rank was calculated from.</summary>
    private sealed class TrackedContact(Timestamp entered, long sequence)
    {
        private readonly long _sequence = sequence;

        public Timestamp Entered { get; set; } = entered;
        public Timestamp CountsFrom { get; private set; } = entered;
        public Timestamp Rank { get; private set; }
        public TimeSpan MostAhead { get; private set; }
        public bool IsStrict { get; private set; }
        public IReadOnlyList<Requirement> Requirements { get; set; } = [];
        public int Rings { get; set; }

        /// <summary>Whether an agent has it, or it is closed.</summary>
        public bool IsServed { get; set; }

        /// <summary>Whether it is a callback whose next attempt may not be due. No event says when it is.</summary>
        public bool IsDelayed { get; set; }

        public bool Waits => Rings == 0 && !IsServed && !IsDelayed;

        public bool IsBefore(TrackedContact other) => (Rank, _sequence).CompareTo((other.Rank, other._sequence)) < 0;

        /// <summary>A changed rank was calculated with the queue's current settings.</summary>
        public void RankIs(Timestamp rank, Timestamp from, QueueSettings queue)
        {
            if (rank == Rank)
                return;
            (Rank, CountsFrom) = (rank, from);
            MostAhead = Limits.MaxPriority * queue.HeadStartPerPriority;
            IsStrict = queue.StrictPriority;
        }

        /// <summary>It has the place of an abandoned contact.</summary>
        public void TakeOver(TrackedContact earlier) =>
            (CountsFrom, MostAhead, IsStrict) = (earlier.CountsFrom, earlier.MostAhead, earlier.IsStrict);
    }
}
