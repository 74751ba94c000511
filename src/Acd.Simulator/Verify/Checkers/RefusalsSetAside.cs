using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// An agent who declines as many offers in a row as the queue allows is set aside at once, and so is one whose device cannot
/// be reached. Nobody else is.
/// </summary>
internal sealed class RefusalsSetAside : Checker
{
    private const string Declined = "declined", Unreachable = "deviceUnreachable";

    private readonly Dictionary<AgentId, int> _rows = [];

    /// <summary>The agent whom the next event must set aside, and the reason.</summary>
    private (AgentId Agent, string Reason)? _due;

    public override string Rule => "Refused offers set an agent aside as the settings say.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        // The sender is told of a declined hand-over first.
        if (centerEvent is HandoverFailed) return null;
        var due = _due;
        _due = null;
        (AgentId Agent, string Reason)? setAside = null;
        if (centerEvent is AgentPresenceChanged { Presence: Presence.NotReady, Reason: Declined or Unreachable } changed)
            setAside = (changed.Agent!.Value, changed.Reason);
        if (due is { } late && setAside != late) return $"{late.Agent} is not set aside as {late.Reason}.";
        if (setAside is { } early && due is null) return $"{early.Agent} is set aside as {early.Reason} without a cause.";
        if (centerEvent.Agent is { } agent) Count(state, centerEvent, agent);
        return null;
    }

    public override string? AfterEvents(ProjectedState state) =>
        _due is { } late ? $"{late.Agent} is not set aside as {late.Reason}." : null;

    private void Count(ProjectedState state, CenterEvent centerEvent, AgentId agent)
    {
        var isAvailable = state.Agents.GetValueOrDefault(agent)?.Presence == Presence.Available;
        switch (centerEvent)
        {
            case OfferDeclined { Cause: DeclineCauses.Unreachable }:
                if (isAvailable) _due = (agent, Unreachable);
                break;
            case OfferDeclined declined when state.Contacts.GetValueOrDefault(declined.Contact)?.Handover?.Id == declined.Offer:
                // A no to a colleague is in no row.
                break;
            case OfferDeclined declined:
                _rows[agent] = _rows.GetValueOrDefault(agent) + 1;
                if (!isAvailable || _rows[agent] < state.QueueOf(declined.Queue).MaxDeclines) break;
                (_due, _rows[agent]) = ((agent, Declined), 0);
                break;
            case OfferAccepted or AgentPresenceChanged { Presence: Presence.Available } or AgentChanged { Profile: null }:
                _rows.Remove(agent);
                break;
        }
    }
}
