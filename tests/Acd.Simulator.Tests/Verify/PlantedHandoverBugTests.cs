using Acd.Core;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>The checker of hand-overs detects a contact that its sender loses before anybody has it.</summary>
public sealed class PlantedHandoverBugTests
{
    [Fact]
    public void A_hand_over_that_puts_the_contact_in_line_is_caught() => Caught<HandoversKeepTheSender>(Replies(
        (request, reply) => request is HandOverContact && reply is ContactReply { Contact.Handover: not null } contact
            ? contact with { Contact = contact.Contact with { State = ContactState.Queued, Agent = null, Handover = null } }
            : reply));

    [Fact]
    public void A_contact_that_moves_while_it_rings_is_caught() => Caught<HandoversKeepTheSender>(Contacts(contact =>
        contact.Handover is { } rings ? contact with { Agent = rings.Agent } : contact));

    [Fact]
    public void A_failed_hand_over_that_nobody_is_told_of_is_caught() => Caught<HandoversKeepTheSender>(Events(centerEvent =>
        centerEvent is HandoverFailed { Reason: HandoverFailure.Declined or HandoverFailure.Unanswered } failed
            ? new ContactResumed { Agent = failed.Agent, Hold = TimeSpan.Zero }.InPlaceOf(failed)
            : centerEvent));
}
