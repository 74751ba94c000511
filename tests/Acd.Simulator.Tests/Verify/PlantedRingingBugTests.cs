using Acd.Core;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>The checkers detect agents who ring as if they were idle, or ring on although they left.</summary>
public sealed class PlantedRingingBugTests
{
    [Fact]
    public void An_agent_who_rings_and_counts_as_idle_is_caught()
    {
        // The checker does not see that an offer ended, so the engine seems to choose an agent who rings.
        var hooks = Only<StrategyOrder>(Store(Events(centerEvent =>
            centerEvent is OfferDeclined or OfferTimedOut ? Unseen((OfferEvent)centerEvent) : centerEvent)));
        Assert.Contains(Enumerable.Range(1, Seeds), seed =>
            SimulationRunner.FromSeed(seed, hooks).Violation?.What.Contains("before (True", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void An_agent_at_whom_too_many_contacts_ring_is_caught() => Caught<RingingIsNotIdle>(Events(centerEvent =>
        centerEvent is OfferAccepted accepted ? Unseen(accepted) : centerEvent));

    [Fact]
    public void A_contact_that_rings_on_at_an_agent_who_takes_a_break_is_caught() => Caught<RingingIsNotIdle>(
        Events(centerEvent => centerEvent is OfferRevoked revoked ? Unseen(revoked) : centerEvent));

    [Fact]
    public void Offers_that_rang_together_and_count_as_two_misses_are_caught() => Caught<RingingIsNotIdle>(changes =>
        changes with
        {
            Agents =
            [
                .. changes.Agents.Select(agent =>
                    agent.MissedAt is null ? agent : agent with { MissedOffers = agent.MissedOffers + 1 }),
            ],
        });

    /// <summary>An event that says nothing about an offer, in place of one that does.</summary>
    private static ContactEvent Unseen(OfferEvent ended) => new ContactHeld().InPlaceOf(ended);
}
