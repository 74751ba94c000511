using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Applies what a transfer to a named agent keeps from its sender.</summary>
internal sealed partial class ProjectedState
{
    /// <summary>The named agent may be asked again, and the sender may not before the end of the preference.</summary>
    private static void KeepFromSender(
        ProjectedContact contact, AgentId? sender, AgentPreference preference, Timestamp at)
    {
        contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == preference.Agent);
        if (sender is not { } left || left == preference.Agent) return;
        contact.Sender = left;
        if (preference.Until is not { } until)
        {
            contact.UnknownSender = left;
            return;
        }

        if (until <= at) return;
        var length = contact.Cooldowns.Find(cooldown => cooldown.Agent == left) is { } own ? own.Until - at : TimeSpan.Zero;
        contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == left);
        contact.Cooldowns.Add(new Cooldown(left, until + length) { FirmUntil = until });
    }
}
