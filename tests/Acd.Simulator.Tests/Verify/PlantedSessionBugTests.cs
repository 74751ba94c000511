using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>The checker of sessions detects a host that acknowledges what it does not write.</summary>
public sealed class PlantedSessionBugTests
{
    [Fact]
    public void A_session_that_is_acknowledged_and_not_written_is_caught() => Caught<SessionsAreDurable>(changes => changes with
    {
        Named = [.. changes.Named.Where(document => !document.Name.StartsWith("session:", StringComparison.Ordinal))],
    });
}
