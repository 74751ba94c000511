using Acd.Core;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>The checkers detect bugs in what belongs to an agent, for example contacts of agents who are gone.</summary>
public sealed class PlantedOwnerBugTests
{
    [Fact]
    public void A_contact_that_stays_with_an_agent_who_is_gone_is_caught() => Caught<NoMissedDeadline>(Queues(queue =>
        queue with { AgentGone = [new AgentGoneRule(AgentGoneAction.Requeue) { After = TimeSpan.FromSeconds(1) }] }));

    [Fact]
    public void A_contact_that_leaves_an_agent_whom_its_queue_lets_keep_it_is_caught() =>
        Caught<ReleasesFollowTheRules>(Queues(queue => queue with { AgentGone = [new AgentGoneRule(AgentGoneAction.Keep)] }));

    [Fact]
    public void A_contact_that_leaves_an_agent_who_is_back_is_caught() => Caught<ReleasesFollowTheRules>(Events(centerEvent =>
        centerEvent is AgentPresenceChanged { Presence: Presence.Offline } gone
            ? gone with { Presence = Presence.NotReady }
            : centerEvent));

    [Fact]
    public void A_patch_that_begins_the_wait_anew_is_caught() => Caught<PatchesKeepTheWait>(changes => changes with
    {
        Contacts = [.. changes.Contacts.Select(contact => changes.Events.Any(centerEvent =>
            centerEvent is ContactAttributesChanged changed && changed.Contact == contact.Id)
            ? contact with { WaitingSince = contact.WaitingSince + TimeSpan.FromMilliseconds(1) }
            : contact)],
    });

    [Fact]
    public void A_contact_that_is_opened_again_without_its_last_agent_is_caught() => Caught<IdsMeanOneWork>(Events(centerEvent =>
        centerEvent is ContactQueued { Round: > 0 } again ? again with { PreferredAgent = new("somebody") } : centerEvent));

    [Fact]
    public void Other_work_under_the_id_of_a_closed_contact_is_caught() => Caught<IdsMeanOneWork>(Contacts(contact =>
        contact with { Request = null }));

    [Fact]
    public void A_parked_contact_that_is_offered_is_caught() => Caught<ParkedContactsStay>(Events(centerEvent =>
        centerEvent is ContactUnparked unparked ? Resumed(unparked) : centerEvent));

    [Fact]
    public void A_parked_contact_that_comes_back_to_another_agent_is_caught() => Caught<ParkedContactsStay>(Events(centerEvent =>
        centerEvent is ContactUnparked unparked ? unparked with { PreferredAgent = new("somebody") } : centerEvent));

    [Fact]
    public void A_parked_contact_that_never_comes_back_is_caught() => Caught<NoMissedDeadline>(Events(centerEvent =>
        centerEvent is ContactParked { Until: not null } parked
            ? parked with { Until = parked.At + TimeSpan.FromMilliseconds(1) }
            : centerEvent));

    [Fact]
    public void An_offline_agent_that_counts_as_busy_is_caught() => Caught<StatisticsMatchEvents>(Replies((query, reply) =>
        query is GetCenterStats && reply is ContactStatsReply { Agents: { Offline: > 0 } agents } stats
            ? stats with { Agents = agents with { Offline = agents.Offline - 1, Busy = agents.Busy + 1 } }
            : reply));

    [Fact]
    public void A_contact_whose_agent_is_gone_unnoticed_is_caught() => Caught<StatisticsMatchEvents>(Replies((query, reply) =>
        query is GetCenterStats && reply is ContactStatsReply { Now.Connected: > 0 } stats
            ? stats with { Now = stats.Now with { ConnectedOffline = stats.Now.ConnectedOffline + 1 } }
            : reply));

    [Fact]
    public void A_release_that_a_restart_would_forget_is_caught() =>
        Caught<ReleasesFollowTheRules>(Contacts(contact => contact with { Release = null }));

    private static ContactResumed Resumed(ContactEvent instead) => new()
    {
        Sequence = instead.Sequence,
        At = instead.At,
        Contact = instead.Contact,
        ContactSequence = instead.ContactSequence,
        Queue = instead.Queue,
        Gate = instead.Gate,
        Channel = instead.Channel,
        Hold = TimeSpan.Zero,
    };
}
