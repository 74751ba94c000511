using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// An agent who declines as many offers in a row as the queue allows is set aside at once, and nobody else is.
/// </summary>
internal sealed class RefusalsSetAside : Checker
{
    private const string Declined = "declined";

    private readonly Dictionary<AgentId, int> _rows = [];

    /// <summary>The agent whom the next event must set aside.</summary>
    private AgentId? _due;

    public override string Rule => "A row of declined offers sets an agent aside.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        var due = _due;
        _due = null;
        var setAside = centerEvent is AgentPresenceChanged { Presence: Presence.NotReady, Reason: Declined } changed
            ? changed.Agent
            : null;
        if (due is { } late && setAside != late) return $"{late} declined too many offers in a row and is not set aside.";
        if (setAside is { } early && due is null) return $"{early} is set aside, but did not decline too many offers in a row.";
        if (centerEvent.Agent is { } agent) Count(state, centerEvent, agent);
        return null;
    }

    public override string? AfterEvents(ProjectedState state) =>
        _due is { } late ? $"{late} declined too many offers in a row and is not set aside." : null;

    private void Count(ProjectedState state, CenterEvent centerEvent, AgentId agent)
    {
        switch (centerEvent)
        {
            case OfferDeclined declined:
                var most = state.QueueOf(declined.Queue).MaxDeclines;
                _rows[agent] = _rows.GetValueOrDefault(agent) + 1;
                if (_rows[agent] < most || state.Agents.GetValueOrDefault(agent)?.Presence != Presence.Available) break;
                (_due, _rows[agent]) = (agent, 0);
                break;
            case OfferAccepted or AgentPresenceChanged { Presence: Presence.Available } or AgentChanged { Profile: null }:
                _rows.Remove(agent);
                break;
        }
    }
}
