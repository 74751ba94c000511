using Acd.Core;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>
/// The checkers detect bugs in queues, strategies, plans, limits, callbacks and preferences. Events with other settings than the
/// engine's make the engine look as if it ignored its own.
/// </summary>
public sealed class PlantedRoutingBugTests
{
    public static TheoryData<Strategy> Strategies => [.. Enum.GetValues<Strategy>()];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_strategy_that_is_ignored_is_caught(Strategy strategy) =>
        Caught<StrategyOrder>(Queues(queue => queue with { Strategy = strategy }));

    [Fact]
    public void A_break_that_counts_against_the_idle_basis_is_caught() => Caught<StrategyOrder>(Queues(queue =>
        queue with { IdleBasis = queue.IdleBasis == IdleBasis.Available ? IdleBasis.ContactEnded : IdleBasis.Available }));

    [Fact]
    public void A_contact_that_is_offered_to_others_while_it_is_kept_is_caught() => Caught<StrategyOrder>(changes => changes with
    {
        Events = [.. changes.Events.Select(centerEvent =>
            centerEvent is ContactQueued queued ? queued with { PreferredAgent = new("a1") } : centerEvent)],
        Contacts = [.. changes.Contacts.Select(contact =>
            contact with { PreferredUntil = contact.EnteredAt + TimeSpan.FromHours(2) })],
    });

    [Fact]
    public void A_place_among_the_idle_without_breaks_that_no_event_gave_is_caught() => Caught<StrategyOrder>(changes =>
        changes with { Agents = [.. changes.Agents.Select(agent => agent with { ContactOrder = -agent.ContactOrder })] });

    [Fact]
    public void Rings_at_fewer_agents_than_the_queue_says_are_caught() =>
        Caught<NoMissedMatch>(Queues(queue => queue with { OffersAtOnce = 5 }));

    [Fact]
    public void Rings_at_more_agents_than_the_queue_says_are_caught() =>
        Caught<SimultaneousOffers>(Queues(queue => queue with { OffersAtOnce = 1 }));

    [Fact]
    public void Losers_that_keep_ringing_are_caught() => Caught<SimultaneousOffers>(Events(centerEvent =>
        centerEvent is OfferRevoked revoked ? Unservable(revoked) : centerEvent));

    [Fact]
    public void An_assignment_to_a_draining_agent_is_caught() => Caught<StrategyOrder>(Events(centerEvent =>
        centerEvent switch
        {
            AgentPresenceChanged { Presence: Presence.NotReady } changed => changed with { Presence = Presence.Draining },
            ContactOffered offered => offered with { Assigned = true },
            _ => centerEvent,
        }));

    [Fact]
    public void A_step_that_is_taken_twice_is_caught()
    {
        var taken = new Dictionary<ContactId, TimeSpan?>();
        Caught<PlanStepsAreCorrect>(Store(Events(centerEvent => centerEvent is PlanStepped { Cause: StepCause.Plan } stepped
            ? stepped with { After = taken.TryAdd(stepped.Contact, stepped.After) ? stepped.After : taken[stepped.Contact] }
            : centerEvent)), taken.Clear);
    }

    [Fact]
    public void A_step_that_raises_a_priority_on_its_own_is_caught() => Caught<PlanStepsAreCorrect>(Events(centerEvent =>
        centerEvent is PlanStepped stepped ? stepped with { Priority = Math.Min(9, stepped.Priority + 1) } : centerEvent));

    [Fact]
    public void A_step_before_its_time_is_caught() => Caught<PlanStepsAreCorrect>(Events(centerEvent =>
        centerEvent is PlanStepped { After: { } after } stepped && after > TimeSpan.Zero
            ? stepped with { At = stepped.At + (-after) }
            : centerEvent));

    [Fact]
    public void A_step_that_leads_elsewhere_is_caught() => Caught<PlanStepsAreCorrect>(Events(centerEvent =>
        centerEvent is PlanStepped stepped ? stepped with { Queue = new("elsewhere") } : centerEvent));

    [Fact]
    public void A_step_that_is_skipped_and_must_not_be_is_caught() => Caught<PlanStepsAreCorrect>(Events(centerEvent =>
        centerEvent is PlanStepped { Cause: StepCause.Plan } stepped ? stepped with { Skipped = true } : centerEvent));

    [Fact]
    public void A_closed_queue_that_takes_contacts_is_caught() =>
        Caught<QueueLimitsHold>(Queues(queue => queue with { Closed = true }));

    [Fact]
    public void An_open_queue_that_takes_none_is_caught() =>
        Caught<QueueLimitsHold>(Queues(queue => queue with { Closed = false, Hours = null }));

    [Fact]
    public void Hours_that_are_ignored_are_caught() => Caught<QueueLimitsHold>(Queues(queue => queue with
    {
        Hours = new OpeningHours("UTC", [new(DayOfWeek.Sunday, new TimeOnly(8, 0), new TimeOnly(9, 0))]),
    }));

    [Fact]
    public void A_full_queue_that_takes_one_more_is_caught() =>
        Caught<QueueLimitsHold>(Queues(queue => queue with { MaxWaiting = 1 }));

    [Fact]
    public void A_contact_that_expires_though_its_queue_has_no_limit_is_caught() =>
        Caught<QueueLimitsHold>(Queues(queue => queue with { MaxWait = null, WhenExpired = null }));

    [Fact]
    public void An_unstaffed_queue_that_takes_contacts_against_its_settings_is_caught() =>
        Caught<QueueLimitsHold>(Queues(queue => queue with
        {
            JoinEmpty = queue.JoinEmpty ?? new WaitAction { RaisePriority = 9 },
        }));

    [Fact]
    public void A_contact_that_waits_unstaffed_for_ever_is_caught() =>
        Caught<UnstaffedLeaves>(Queues(queue => queue with
        {
            LeaveWhenEmpty = queue.LeaveWhenEmpty ?? new WaitAction { RaisePriority = 9 },
        }));

    [Fact]
    public void A_contact_that_is_refused_for_ever_is_caught() => Caught<RefusedContactsLeave>(Queues(queue =>
        queue with { WhenRefused = new RefusalLimit(1, new WaitAction { RaisePriority = 9 }) }));

    [Fact]
    public void A_limit_of_refusals_that_acts_too_early_is_caught() => Caught<RefusedContactsLeave>(Queues(queue =>
        queue with { WhenRefused = queue.WhenRefused is { } limit ? limit with { After = 100 } : null }));

    [Fact]
    public void A_count_of_refusals_that_a_document_forgets_is_caught() => Caught<RefusedContactsLeave>(Contacts(contact =>
        contact with { Refusals = 0 }));

    [Fact]
    public void A_contact_that_leaves_before_its_grace_is_over_is_caught() =>
        Caught<UnstaffedLeaves>(Queues(queue => queue with { EmptyFor = TimeSpan.FromSeconds(600) }));

    [Fact]
    public void A_grace_that_never_ends_is_caught() =>
        Caught<UnstaffedLeaves>(Queues(queue => queue with { EmptyFor = TimeSpan.Zero }));

    [Fact]
    public void Staff_that_is_counted_against_the_settings_is_caught() => Caught<UnstaffedLeaves>(Queues(queue =>
        queue with { NotReadyIsStaff = !queue.NotReadyIsStaff }));

    [Fact]
    public void An_agent_who_drains_and_counts_as_staff_is_caught() => Caught<UnservableIsReported>(Events(centerEvent =>
        centerEvent is AgentPresenceChanged { Presence: Presence.NotReady } changed
            ? changed with { Presence = Presence.Draining, Reason = null }
            : centerEvent));

    [Fact]
    public void A_contact_that_is_reported_as_unservable_only_once_is_caught()
    {
        var told = new HashSet<ContactId>();
        Caught<UnservableIsReported>(Store(Events(centerEvent =>
            centerEvent is ContactUnservable unservable && !told.Add(unservable.Contact) ? Held(unservable) : centerEvent)),
            told.Clear);
    }

    [Fact]
    public void A_contact_closed_for_another_reason_than_its_steps_is_caught() => Caught<QueueLimitsHold>(Events(centerEvent =>
        centerEvent is ContactClosed { Reason: CloseReason.Rejected } closed
            ? closed with { Reason = CloseReason.Overflowed }
            : centerEvent));

    [Fact]
    public void A_contact_that_is_rejected_for_another_cause_is_caught() => Caught<QueueLimitsHold>(Events(centerEvent =>
        centerEvent is ContactClosed { Reason: CloseReason.Rejected } closed
            ? closed with { RejectedFor = closed.RejectedFor == RejectCause.Full ? RejectCause.Closed : RejectCause.Full }
            : centerEvent));

    [Fact]
    public void A_callback_that_loses_its_place_is_caught() => Caught<RanksAreStable>(Contacts(contact =>
        contact.Callback is null ? contact : contact with { Rank = contact.Callback.Expires }));

    [Fact]
    public void A_step_that_moves_a_rank_is_caught() => Caught<RanksAreStable>(Events(centerEvent =>
        centerEvent is PlanStepped stepped ? stepped with { Rank = stepped.At + TimeSpan.FromSeconds(1) } : centerEvent));

    [Fact]
    public void A_transfer_that_costs_the_place_is_caught() => Caught<RanksAreStable>(Events(centerEvent =>
        centerEvent is ContactTransferred moved
            ? moved with { Rank = moved.Rank + TimeSpan.FromMilliseconds(1) }
            : centerEvent));

    [Fact]
    public void A_caller_whose_place_is_not_kept_is_caught() => Caught<RanksAreStable>(changes => changes with { Named = [] });

    [Fact]
    public void A_caller_who_comes_back_to_a_new_place_is_caught() => Caught<RanksAreStable>(Events(centerEvent =>
        centerEvent is ContactQueued { Resumes: not null } queued
            ? queued with { Rank = queued.At, Resumes = null }
            : centerEvent));

    [Fact]
    public void An_offer_that_never_times_out_is_caught() => Caught<NoMissedDeadline>(Events(centerEvent =>
        centerEvent is ContactOffered offered ? offered with { Due = offered.At } : centerEvent));

    [Fact]
    public void A_callback_that_is_not_tried_again_is_caught() => Caught<NoMissedDeadline>(Events(centerEvent =>
        centerEvent is CallbackFailed { NotBefore: not null } failed ? failed with { NotBefore = failed.At } : centerEvent));

    [Fact]
    public void A_plan_that_is_not_carried_out_is_caught() => Caught<NoMissedDeadline>(Contacts(contact => contact with
    {
        Plan = [new PlanStep(TimeSpan.Zero, new WaitAction { RaisePriority = 1 }), .. contact.Plan ?? []],
    }));

    [Fact]
    public void A_contact_that_waits_past_its_time_is_caught() =>
        Caught<NoMissedDeadline>(Queues(queue => queue with { MaxWait = TimeSpan.FromSeconds(1) }));

    [Fact]
    public void A_channel_that_costs_more_than_is_counted_is_caught() => Caught<WithinCapacity>(Events(centerEvent =>
        centerEvent is SettingsChanged { Channel: { } channel } changed
            ? changed with { Channel = Costly(channel) }
            : centerEvent));

    [Fact]
    public void A_hold_that_ends_twice_is_caught() => Caught<ValidTransitions>(Events(centerEvent =>
        centerEvent is ContactHeld held
            ? new ContactResumed
            {
                Sequence = held.Sequence,
                At = held.At,
                Agent = held.Agent,
                Contact = held.Contact,
                ContactSequence = held.ContactSequence,
                Queue = held.Queue,
                Channel = held.Channel,
                Hold = TimeSpan.Zero,
            }
            : centerEvent));

    [Fact]
    public void A_contact_in_another_queue_than_its_events_say_is_caught() => Caught<StatisticsMatchEvents>(Contacts(contact =>
        contact.Queue == QueueId.Default ? contact : contact with { Queue = QueueId.Default }));

    [Fact]
    public void A_step_that_a_document_forgets_is_caught() => Caught<StatisticsMatchEvents>(Contacts(contact =>
        contact with { PlanDone = null, Expired = false }));

    [Fact]
    public void Statistics_that_are_not_the_events_are_caught() => Caught<StatisticsMatchEvents>(Replies((query, reply) =>
        query is GetQueueStats && reply is ContactStatsReply { Now: var now } stats
            ? stats with { Now = now with { Callbacks = now.Callbacks + 1 } }
            : reply));

    [Fact]
    public void A_board_that_is_not_as_it_was_after_a_reload_is_caught() => Caught<ReloadMatchesStore>(changes => changes with
    {
        Named = [.. changes.Named.Where(document => !document.Name.StartsWith("board:contact", StringComparison.Ordinal))],
    });

    [Fact]
    public void A_contact_that_is_kept_for_nobody_and_waits_is_caught() => Caught<NoMissedMatch>(Events(centerEvent =>
        centerEvent is ContactQueued { PreferredAgent: not null } queued ? queued with { PreferredAgent = null } : centerEvent));

    private static ChannelCost Costly(ChannelCost channel) => channel with { Cost = 100 };

    private static ContactHeld Held(ContactEvent instead) => new()
    {
        Sequence = instead.Sequence,
        At = instead.At,
        Contact = instead.Contact,
        ContactSequence = instead.ContactSequence,
        Queue = instead.Queue,
        Gate = instead.Gate,
        Channel = instead.Channel,
    };

    private static ContactUnservable Unservable(ContactEvent instead) => new()
    {
        Sequence = instead.Sequence,
        At = instead.At,
        Contact = instead.Contact,
        ContactSequence = instead.ContactSequence,
        Queue = instead.Queue,
        Gate = instead.Gate,
        Channel = instead.Channel,
    };
}
