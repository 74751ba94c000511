using Acd.Core;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>The checker of transfers detects a transfer that comes back, or that costs the time already waited.</summary>
public sealed class PlantedTransferBugTests
{
    [Fact]
    public void A_contact_for_one_agent_that_goes_to_the_line_is_caught() => Caught<AssignedAtEntry>(new TestHooks
    {
        WrapCenter = center => new TamperingCenter(center)
        {
            TamperRequest = request => request is EnqueueContact enqueue
                ? enqueue with { AssignTo = null, Connected = false }
                : request,
        },
    });

    [Fact]
    public void A_transfer_without_its_wrap_up_is_caught() => Caught<WrapUpAfterTransfer>(Queues(queue =>
        queue with { WrapUpAfterTransfer = !queue.WrapUpAfterTransfer }));

    [Fact]
    public void A_pick_that_the_queue_does_not_allow_is_caught() => Caught<PicksAreAllowed>(Queues(queue =>
        queue with { MayPick = !queue.MayPick }));

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public void A_transfer_that_comes_straight_back_to_its_sender_is_caught() => Caught<TransfersArrive>(changes =>
    {
        // The engine does not know of the named agent that these events and documents have.
        var sent = changes.Events.OfType<ContactTransferred>().Where(transferred => transferred.Agent is not null).ToList();
        var contacts = sent.Select(transferred => transferred.Contact).ToHashSet();
        return changes with
        {
            Events =
            [
                .. changes.Events.Select(centerEvent => centerEvent is ContactTransferred { Agent: not null } transferred
                    ? transferred with { PreferredAgent = new("a99") }
                    : centerEvent),
            ],
            Contacts =
            [
                .. changes.Contacts.Select(contact => contacts.Contains(contact.Id)
                    ? contact with { PreferredUntil = sent.Last(one => one.Contact == contact.Id).At + Long }
                    : contact),
            ],
        };
    });

    [Fact]
    public void A_requeue_that_restarts_the_wait_is_caught() => Caught<TransfersArrive>(changes =>
    {
        var requeued = changes.Events.OfType<ContactTransferred>().Where(transferred => transferred.Agent is null).ToList();
        return changes with
        {
            Contacts =
            [
                .. changes.Contacts.Select(contact => requeued.FindLast(one => one.Contact == contact.Id) is { } last
                    ? contact with { WaitingSince = last.At }
                    : contact),
            ],
        };
    });
}
