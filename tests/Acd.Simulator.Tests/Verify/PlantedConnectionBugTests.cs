using Acd.Core;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>The checkers of connections detect an engine that does not care which connection a command means.</summary>
public sealed class PlantedConnectionBugTests
{
    [Fact]
    public void A_late_command_that_hits_the_next_connection_is_caught() => Caught<CommandsMeanOneConnection>(new TestHooks
    {
        WrapCenter = center => new TamperingCenter(center)
        {
            TamperRequest = request => request is ConnectionCommand command ? command with { Offer = null } : request,
        },
    });

    [Fact]
    public void A_hang_up_that_is_only_for_those_who_wait_is_caught() => Caught<HangUpsAreFacts>(new TestHooks
    {
        WrapCenter = center => new TamperingCenter(center)
        {
            TamperRequest = request => request is HangUpContact hangUp ? new AbandonContact(hangUp.Contact) : request,
        },
    });

    [Fact]
    public void A_hang_up_that_loses_a_promised_callback_is_caught() => Caught<HangUpsAreFacts>(Replies((request, reply) =>
        request is HangUpContact && reply is ContactReply { Contact: { Callback: not null } contact } told
            ? told with { Contact = contact with { State = ContactState.Closed, Reason = CloseReason.Abandoned } }
            : reply));

    [Fact]
    public void A_talk_that_somebody_else_ended_is_caught() => Caught<HangUpsAreFacts>(Events(centerEvent =>
        centerEvent is WrapUpStarted { EndedBy: not null } started ? started with { EndedBy = Party.System } : centerEvent));
}
