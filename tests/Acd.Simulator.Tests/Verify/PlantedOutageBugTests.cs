using Acd.Core;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>The checkers detect bugs in the return after an outage.</summary>
public sealed class PlantedOutageBugTests
{
    [Fact]
    public void A_miss_for_a_ring_that_was_due_in_an_outage_is_caught()
    {
        Timestamp? returned = null;
        Caught<OutagesHarmNobody>(
            Store(Events(centerEvent =>
            {
                if (centerEvent is CenterReturned { At: var at }) returned = at;
                return centerEvent is OfferRevoked revoked && revoked.At == returned
                    ? new OfferTimedOut { Agent = revoked.Agent, Offer = revoked.Offer, Ring = revoked.Ring }.InPlaceOf(revoked)
                    : centerEvent;
            })),
            () => returned = null);
    }

    [Fact]
    public void A_ring_that_is_not_moved_by_an_outage_is_caught() => Caught<OutagesHarmNobody>(Events(centerEvent =>
        centerEvent is OfferDueChanged moved ? new ContactAttributesChanged().InPlaceOf(moved) : centerEvent));

    [Fact]
    public void A_ring_that_is_moved_too_far_is_caught()
    {
        Timestamp? returned = null;
        Caught<RunningTimesMove>(
            Store(Events(centerEvent =>
            {
                if (centerEvent is CenterReturned { At: var at }) returned = at;
                return centerEvent is OfferDueChanged moved && moved.At == returned
                    ? moved with { Due = moved.Due + TimeSpan.FromSeconds(1) }
                    : centerEvent;
            })),
            () => returned = null);
    }

    [Fact]
    public void An_expiry_in_the_grace_is_caught() => Caught<QueueLimitsHold>(Events(centerEvent =>
        centerEvent is CenterReturned returned ? returned : Later(centerEvent)));

    /// <summary>Settings with a longer grace than the engine's.</summary>
    private static CenterEvent Later(CenterEvent centerEvent) =>
        centerEvent is SettingsChanged { Center: { } center } changed
            ? changed with { Center = center with { GraceAfterOutage = TimeSpan.FromMinutes(5) } }
            : centerEvent;
}
