using Acd.Core;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>The checker detects positions that leave somebody out.</summary>
public sealed class PlantedPositionBugTests
{
    [Fact]
    public void A_position_that_counts_too_few_is_caught() => Caught<PositionsAreRight>(Replies((request, reply) =>
        request is GetContact && reply is ContactReply { Position: > 1 and var position } contact
            ? contact with { Position = position - 1 }
            : reply));

    [Fact]
    public void A_new_contact_without_a_position_is_caught() => Caught<PositionsAreRight>(Replies((request, reply) =>
        request is EnqueueContact && reply is ContactReply contact ? contact with { Position = null } : reply));
}
