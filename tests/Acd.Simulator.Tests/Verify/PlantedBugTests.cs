using Acd.Core;
using Acd.Hosting;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>
/// Each checker detects its bug in a store, a reply or an event, and nothing without a bug.
/// </summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{

    [Fact]
    public void A_store_that_loses_a_contact_is_caught() => Caught<NoContactLost>(changes => changes with
    {
        Contacts = [.. changes.Contacts.Where(contact => contact.Id.Value != "c5")],
    });

    [Fact]
    public void A_store_that_forgets_closed_contacts_at_once_is_caught() => Caught<NoContactLost>(changes => changes with
    {
        Contacts = [.. changes.Contacts.Where(contact => contact.State != ContactState.Closed)],
        ForgottenContacts =
            [.. changes.ForgottenContacts, .. changes.Events.OfType<ContactClosed>().Select(closed => closed.Contact)],
    });

    [Fact]
    public void A_reply_before_its_commit_is_caught() =>
        Caught<RepliesAreDurable>(new TestHooks { WrapStore = store => new EarlyAcknowledgingStore(store) });

    [Fact]
    public void A_stale_reply_is_caught()
    {
        var first = new Dictionary<ContactId, Reply>();
        Caught<RepliesAreDurable>(Replies((request, reply) =>
        {
            if (request is not GetContact { Contact: var id } || reply is not ContactReply) return reply;
            return first.TryGetValue(id, out var old) ? old : first[id] = reply;
        }), first.Clear);
    }

    [Fact]
    public void A_contact_in_two_states_is_caught() => Caught<ValidTransitions>(Contacts(contact =>
        contact.State == ContactState.Closed ? contact with { State = ContactState.Connected } : contact));

    [Fact]
    public void A_step_that_no_contact_may_take_is_caught() => Caught<ValidTransitions>(Events(centerEvent =>
        centerEvent is ContactHeld held
            ? new ContactQueued
            {
                Sequence = held.Sequence,
                At = held.At,
                Contact = held.Contact,
                ContactSequence = held.ContactSequence,
                Queue = held.Queue,
                Channel = held.Channel,
                Requirements = [],
                Priority = 0,
                Rank = held.At,
            }
            : centerEvent));

    [Fact]
    public void A_reply_that_gives_a_second_agent_the_contact_is_caught() => Caught<ConnectedOnce>(new TestHooks
    {
        WrapCenter = center => new TamperingCenter(center)
        {
            TamperReply = async (request, reply) =>
                request is AcceptOffer accept && reply is Refusal { Code: "offer.notPending" }
                    ? await center.SendAsync(new GetContact(new($"c{accept.Offer.Value.Length}")))
                    : reply,
        },
    });

    [Fact]
    public void A_contact_connected_to_an_agent_who_did_not_take_it_is_caught() => Caught<ConnectedOnce>(Events(centerEvent =>
        centerEvent is ContactConnected connected ? connected with { Agent = new("somebody") } : centerEvent));

    [Fact]
    public void An_event_that_tells_all_settings_is_caught() => Caught<SettingsInParts>(Events(centerEvent =>
        centerEvent is SettingsChanged changed
            ? new SettingsChanged { Sequence = changed.Sequence, At = changed.At, Settings = changed.ApplyTo(new()) }
            : centerEvent));

    [Fact]
    public void A_setting_that_is_told_but_not_stored_is_caught() => Caught<SettingsInParts>(changes => changes with
    {
        Named =
        [
            .. changes.Named.Where(document => !document.Name.StartsWith("setting:queue/q", StringComparison.Ordinal)),
        ],
    });

    [Fact]
    public void An_agent_over_its_capacity_is_caught() => Caught<WithinCapacity>(Events(centerEvent =>
        centerEvent is AgentChanged { Profile: { } profile } changed
            ? changed with { Profile = profile with { Capacity = profile.Capacity / 2 } }
            : centerEvent));

    [Fact]
    public void An_offer_of_a_closed_contact_is_caught() => Caught<NoDanglingOffer>(Contacts(contact =>
        contact is { State: ContactState.Closed, Offers: [.., var last] }
            ? contact with { Offers = [last with { State = OfferState.Pending }] }
            : contact));

    [Fact]
    public void An_offer_of_an_agent_who_left_is_caught() => Caught<NoDanglingOffer>(changes => changes with
    {
        Agents = [.. changes.Agents.Select(agent => agent with { Presence = Presence.Offline })],
    });

    [Fact]
    public void A_contact_that_waits_beside_a_ready_agent_is_caught() => Caught<NoMissedMatch>(Events(centerEvent =>
        centerEvent is AgentPresenceChanged changed ? changed with { Presence = Presence.Available } : centerEvent));

    [Fact]
    public void An_unservable_contact_without_a_report_is_caught() => Caught<UnservableIsReported>(Events(centerEvent =>
        centerEvent is ContactUnservable unservable
            ? new ContactHeld
            {
                Sequence = unservable.Sequence,
                At = unservable.At,
                Contact = unservable.Contact,
                ContactSequence = unservable.ContactSequence,
                Queue = unservable.Queue,
                Channel = unservable.Channel,
            }
            : centerEvent));

    [Fact]
    public void A_contact_that_is_served_before_an_earlier_one_is_caught() => Caught<RankOrder>(Events(centerEvent =>
        centerEvent is ContactQueued queued && queued.Sequence % 2 == 0
            ? queued with { Rank = queued.Rank + TimeSpan.FromDays(-1) }
            : centerEvent));

    [Fact]
    public void An_agent_who_gets_more_than_one_who_was_idle_for_longer_is_caught() => Caught<StrategyOrder>(changes =>
        changes with { Agents = [.. changes.Agents.Select(agent => agent with { IdleOrder = -agent.IdleOrder })] });

    [Fact]
    public void An_offer_to_an_agent_who_is_not_ready_is_caught() => Caught<StrategyOrder>(Events(centerEvent =>
        centerEvent is AgentPresenceChanged { Presence: Presence.Available } changed
            ? changed with { Presence = Presence.NotReady }
            : centerEvent));

    [Fact]
    public void A_rank_that_moves_by_itself_is_caught() => Caught<RanksAreStable>(Contacts(contact =>
        contact.State == ContactState.Offered ? contact with { Rank = contact.Rank + TimeSpan.FromMilliseconds(1) } : contact));

    [Fact]
    public void A_rank_that_is_not_entry_less_head_start_is_caught() => Caught<RanksAreStable>(Events(centerEvent =>
        centerEvent is ContactPriorityChanged changed ? changed with { Rank = changed.At } : centerEvent));

    [Fact]
    public void An_event_that_a_subscriber_does_not_get_is_caught() => Caught<EventsWithoutGap>(new TestHooks
    {
        WrapCenter = center => new TamperingCenter(center) { KeepsEvent = centerEvent => centerEvent.Sequence != 10 },
    });

    [Fact]
    public void A_gap_in_what_is_stored_is_caught() => Caught<EventsWithoutGap>(Events(centerEvent =>
        centerEvent is OfferAccepted accepted ? accepted with { ContactSequence = accepted.ContactSequence + 1 } : centerEvent));

    [Fact]
    public void Counts_that_are_not_the_events_are_caught() => Caught<StatisticsMatchEvents>(Replies((_, reply) =>
        reply is CenterReply { Counts: var counts } center
            ? center with { Counts = counts with { Queued = counts.Queued + 1 } }
            : reply));

    [Fact]
    public void A_document_that_differs_from_its_events_is_caught() => Caught<StatisticsMatchEvents>(Contacts(contact =>
        contact with { Priority = 9 - contact.Priority }));

    [Fact]
    public void A_state_that_is_not_as_it_was_after_a_reload_is_caught() => Caught<ReloadMatchesStore>(changes => changes with
    {
        Agents = [.. changes.Agents.Select(agent => agent with { MissedOffers = 0 })],
    });

    [Fact]
    public void A_document_that_does_not_survive_a_reload_is_caught() => Caught<ReloadMatchesStore>(Contacts(contact =>
        contact.State == ContactState.Queued ? contact with { ClosedAt = contact.EnteredAt } : contact));

    [Fact]
    public void An_agent_who_stays_in_a_sorted_set_is_caught() => Caught<SortedSetsMatchEngine>(changes => changes with
    {
        Availability = [.. changes.Availability.Where(change => change.IdleOrder is not null)],
    });

    [Fact]
    public void A_contact_at_a_wrong_place_in_the_queue_is_caught() => Caught<SortedSetsMatchEngine>(Contacts(contact =>
        contact with { Rank = contact.EnteredAt + TimeSpan.FromMinutes(-contact.Sequence) }));

    [Fact]
    public void A_store_that_breaks_is_caught() => Caught<NoInternalFailure>(changes =>
        changes.Events.Any(centerEvent => centerEvent.Sequence % 7 == 0)
            ? throw new InvalidOperationException("A bug.")
            : changes);

    [Fact]
    public void A_store_without_a_fence_is_caught()
    {
        var newest = new Lease?[1];
        var hooks = new TestHooks { WrapStore = store => new UnfencedStore(store, newest) };
        Assert.Contains(Enumerable.Range(1, 60), seed => SimulationRunner.FromSeed(seed, hooks).Violation is not null);
    }

    [Fact]
    public void A_transcript_has_the_command_that_repeats_the_run_and_few_steps()
    {
        var hooks = Only<RanksAreStable>(Store(Contacts(contact =>
            contact.State == ContactState.Offered ? contact with { Rank = new(1) } : contact)));
        var broken = Enumerable.Range(1, Seeds).Select(seed => SimulationRunner.FromSeed(seed, hooks))
            .Where(run => run.Violation is not null).Take(4);

        var shortest = broken.Select(run => Shrinker.Shrink(run, hooks)).MinBy(run => run.Steps.Count)!;
        var text = FailureTranscript.Of(shortest);

        Assert.Contains($"Repeat: acd-sim verify --seed {shortest.Seed}", text, StringComparison.Ordinal);
        Assert.Contains(new RanksAreStable().Rule, text, StringComparison.Ordinal);

        // An offer needs at least three steps: an agent, its presence and a contact.
        output.WriteLine(text);
        Assert.Equal(3, shortest.Steps.Count);
    }
}
