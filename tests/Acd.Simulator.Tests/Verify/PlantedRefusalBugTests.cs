using Acd.Core;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>The checkers detect bugs in pauses, and in what happens to agents who do not take offers.</summary>
public sealed class PlantedRefusalBugTests
{
    [Fact]
    public void A_contact_that_rings_again_before_its_pause_is_over_is_caught() => Caught<StrategyOrder>(Contacts(contact =>
        contact.PausedUntil is { } until ? contact with { PausedUntil = until + TimeSpan.FromMinutes(1) } : contact));

    [Fact]
    public void A_pause_that_does_not_end_is_caught() => Caught<NoMissedDeadline>(Contacts(contact =>
        contact.PausedUntil is null ? contact with { PausedUntil = contact.WaitingSince } : contact));

    [Fact]
    public void A_contact_that_is_asked_of_the_same_agent_again_is_caught() => Caught<StrategyOrder>(Contacts(contact =>
        contact with { Cooldowns = [.. contact.Cooldowns.Reverse()] }));

    [Fact]
    public void An_agent_who_declines_too_often_and_is_not_set_aside_is_caught() =>
        Caught<RefusalsSetAside>(Queues(queue => queue with { MaxDeclines = 1 }));

    [Fact]
    public void An_agent_whose_device_cannot_be_reached_and_who_is_not_set_aside_is_caught() =>
        Caught<RefusalsSetAside>(Events(centerEvent => centerEvent is OfferDeclined { Cause: DeclineCauses.Busy } declined
            ? declined with { Cause = DeclineCauses.Unreachable }
            : centerEvent));

    [Fact]
    public void An_agent_who_is_set_aside_too_early_is_caught() =>
        Caught<RefusalsSetAside>(Queues(queue => queue with { MaxDeclines = 50 }));

    [Fact]
    public void An_offer_that_is_moved_to_a_wrong_time_is_caught() => Caught<RunningTimesMove>(Events(centerEvent =>
        centerEvent is OfferDueChanged changed ? changed with { Due = new(changed.Due.Milliseconds + 1) } : centerEvent));

    [Fact]
    public void A_wrap_up_that_is_cut_short_is_caught() => Caught<RunningTimesMove>(Events(centerEvent =>
        centerEvent is WrapUpDueChanged changed ? changed with { Due = new(changed.At.Milliseconds - 1) } : centerEvent));
}
