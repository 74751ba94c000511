namespace Acd.Core.Tests;

/// <summary>
/// Watches, by events alone, the contacts that only one agent has the skills for: what this agent is offered while they wait.
/// All contacts are of one channel; between channels it is room that decides.
/// </summary>
internal sealed class RareSkillMonitor(CenterSettings settings)
{
    private readonly Dictionary<AgentId, AgentProfile> _agents = [];
    private readonly Dictionary<ContactId, TrackedContact> _places = [];
    private CenterSettings _settings = settings;

    /// <summary>How often the agent was offered another contact while a rare one waited for it.</summary>
    public int OffersPastRare { get; private set; }

    /// <summary>How often the other one had entered later.</summary>
    public int Passed { get; private set; }

    /// <summary>How many of the priorities between lowest and highest the farthest of them had come past it.</summary>
    public double Farthest { get; private set; }

    /// <summary>What the rule does not allow and happened, the first of it.</summary>
    public string? Broken { get; private set; }

    public void Observe(CenterEvent happened)
    {
        switch (happened)
        {
            case SettingsChanged changed:
                _settings = changed.Settings;
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

    private void Observe(ContactEvent happened, TrackedContact place)
    {
        var queue = SettingsOf(happened);
        switch (happened)
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

    /// <summary>The agent who has the skills, if it is one alone. What it does or lets be does not count.</summary>
    private AgentId? OnlyAgentFor(TrackedContact place)
    {
        bool Serves(AgentProfile profile) => place.Requirements.All(requirement =>
            profile.Skills.Any(own => own.Skill == requirement.Skill && own.Level >= requirement.Level));
        var serving = _agents.Where(agent => Serves(agent.Value)).Select(agent => agent.Key).Take(2).ToList();
        return serving is [var only] ? only : null;
    }

    private QueueSettings SettingsOf(ContactEvent happened) => _settings.Queues.Single(queue => queue.Id == happened.Queue);

    /// <summary>A contact's place in line, and what it was worked out from.</summary>
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

        /// <summary>Whether it is a callback whose next attempt may not be due yet; nothing tells when it is.</summary>
        public bool IsDelayed { get; set; }

        public bool Waits => Rings == 0 && !IsServed && !IsDelayed;

        public bool IsBefore(TrackedContact other) => (Rank, _sequence).CompareTo((other.Rank, other._sequence)) < 0;

        /// <summary>A rank that is another than before was worked out with what the queue says now.</summary>
        public void RankIs(Timestamp rank, Timestamp from, QueueSettings queue)
        {
            if (rank == Rank)
                return;
            (Rank, CountsFrom) = (rank, from);
            MostAhead = Limits.MaxPriority * queue.HeadStartPerPriority;
            IsStrict = queue.StrictPriority;
        }

        /// <summary>It has the place of a contact that its caller gave up.</summary>
        public void TakeOver(TrackedContact earlier) =>
            (CountsFrom, MostAhead, IsStrict) = (earlier.CountsFrom, earlier.MostAhead, earlier.IsStrict);
    }
}
