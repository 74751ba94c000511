using Acd.Core;
using Acd.Hosting;

namespace Acd.Connections;

/// <summary>
/// Carries changes of agents' states out. A change that is older than the latest one of its agent changes nothing; so one that
/// comes twice is carried out once.
/// </summary>
internal sealed class PresenceApplier(PresenceOptions options, IContactCenter center, IAgentDevices devices)
{
    private readonly Dictionary<string, Presence> _states =
        options.TryParseStates(out var states) ? states : throw new InvalidOperationException("The states were not checked.");

    /// <summary>Carries a change out.</summary>
    /// <param name="source">The system that it comes from.</param>
    /// <param name="entry">The change.</param>
    /// <returns>
    /// Null where it is done. Otherwise why it is not: for ever, or only at the moment, where it may be tried again.
    /// </returns>
    public async Task<(string Reason, bool IsForEver)?> ApplyAsync(string source, PresenceEntry entry)
    {
        if (!Id.IsValid(entry.AgentId)) return ($"The agent \"{entry.AgentId}\" is no id.", true);
        if (!_states.TryGetValue(entry.State, out var presence)) return ($"The state \"{entry.State}\" is unknown.", true);
        if (entry.TimestampMs > PresenceReport.MaxSequence) return ("The timestamp is too large.", true);
        var agent = new AgentId(entry.AgentId);
        var name = entry.State[..Math.Min(entry.State.Length, Limits.ReasonLength)];
        var reason = presence == Presence.NotReady ? name : null;
        var report = new PresenceReport(agent, source, entry.TimestampMs, presence, reason);
        var reply = await devices.ReportAsync(report);
        if (reply is Refusal { Kind: RefusalKind.Unknown } && options.UnknownAgents == UnknownAgentRule.Make)
        {
            await center.SendAsync(new PutAgent(agent, new AgentProfile(), OnlyNew: true));
            reply = await devices.ReportAsync(report);
        }

        return reply switch
        {
            Refusal { Kind: RefusalKind.Unknown } when options.UnknownAgents == UnknownAgentRule.Ignore => null,
            Refusal { Kind: RefusalKind.Busy or RefusalKind.Unavailable } refusal => (refusal.Message, false),
            Refusal refusal => (refusal.Message, true),
            _ => null,
        };
    }
}

/// <summary>Without Redis a change is carried out before it is acknowledged: the center's own commit keeps it.</summary>
internal sealed class DirectPresence(PresenceApplier applier, ConnectionStates states) : IPresenceStream
{
    public async Task<string?> AppendAsync(string source, PresenceEntry entry, CancellationToken cancel)
    {
        if (await applier.ApplyAsync(source, entry) is not { } problem)
        {
            states.Of(PresenceConsumer.ConnectionName).Count(1);
            return $"{entry.IngestionTimestampMs}-0";
        }

        // What can never be carried out is acknowledged too; the sender would send it for ever.
        if (problem.IsForEver) states.Of(PresenceConsumer.ConnectionName).SetAlarm(problem.Reason);
        return problem.IsForEver ? $"{entry.IngestionTimestampMs}-0" : null;
    }
}
