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
}
