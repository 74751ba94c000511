using Acd.Core;
using Acd.Simulator.Verify;
using static Acd.Simulator.Tests.Verify.PlantedBug;

namespace Acd.Simulator.Tests.Verify;

/// <summary>The checker detects small contacts that pass a great one, and room that is kept for nothing.</summary>
public sealed class PlantedRoomBugTests
{
    [Fact]
    public void Small_contacts_that_pass_a_great_one_are_caught() => Caught<RoomIsKept>(Contacts(contact =>
        contact with { RoomAt = null, RoomKeptSince = null }));

    [Fact]
    public void Room_that_is_kept_for_a_contact_that_has_an_agent_is_caught() => Caught<RoomIsKept>(Contacts(contact =>
        contact.Agent is { } agent && contact.State == ContactState.Connected ? contact with { RoomAt = agent } : contact));
}
