using Acd.Core;

namespace Acd.Connections;

/// <summary>The settings of presence from other systems, under <c>Acd:Connections:Presence</c>.</summary>
public sealed class PresenceOptions
{
    private const int MinSecret = 16, MaxSecret = 256, MaxStream = 200;

    /// <summary>The systems that may send: each with its name and its secret. Without one nothing is taken.</summary>
    public List<PresenceSourceOptions> Sources { get; set; } = [];

    /// <summary>
    /// The Redis that has the stream, as StackExchange.Redis has it. Without it the center's own; where that is none, presence
    /// is carried out at once, and there is no stream.
    /// </summary>
    public string? Redis { get; set; }

    /// <summary>The stream's name: 1 to 200 characters.</summary>
    public string Stream { get; set; } = "agent-presence-updates";

    /// <summary>How long entries stay in the stream at the most: 1 min to 30 days.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(1);

    /// <summary>What becomes of presence of an agent that the center does not know.</summary>
    public UnknownAgentRule UnknownAgents { get; set; }

    /// <summary>
    /// What the states of the other system mean: <c>Available=available,Busy=notReady,Not Ready=notReady,Offline=offline</c>.
    /// The state itself is the reason of not ready.
    /// </summary>
    public string States { get; set; } = "Available=available,Busy=notReady,Not Ready=notReady,Offline=offline";

    /// <summary>What is wrong with these options, a sentence each; empty where all is well.</summary>
    public IEnumerable<string> GetValidationErrors()
    {
        const string section = "Connections:Presence:";
        foreach (var source in Sources)
        {
            if (!Id.IsValid(source.Name))
                yield return $"{section}Sources has the name \"{source.Name}\"; it must be 1 to 64 of A-Z a-z 0-9 . _ : - @ +.";
            if (source.Secret.Length is < MinSecret or > MaxSecret
                || source.FormerSecret is { Length: < MinSecret or > MaxSecret })
                yield return $"{section}Sources: a secret of {source.Name} must have {MinSecret} to {MaxSecret} characters.";
        }

        if (Sources.DistinctBy(source => source.Name, StringComparer.Ordinal).Count() != Sources.Count)
            yield return $"{section}Sources has a name twice.";
        if (Stream.Length is 0 or > MaxStream) yield return $"{section}Stream must have 1 to {MaxStream} characters.";
        if (KeepFor < TimeSpan.FromMinutes(1) || KeepFor > TimeSpan.FromDays(30))
            yield return $"{section}KeepFor is {KeepFor}; it must be 00:01:00 to 30.00:00:00.";
        if (!TryParseStates(out _))
            yield return $"{section}States is \"{States}\"; it must be as Available=available,Busy=notReady,Away=offline.";
    }

    internal bool TryParseStates(out Dictionary<string, Presence> states)
    {
        states = new Dictionary<string, Presence>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in States.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || !Enum.TryParse<Presence>(part[(sign + 1)..].Trim(), ignoreCase: true, out var presence)
                || !Enum.IsDefined(presence))
                return false;
            states[part[..sign].Trim()] = presence;
        }

        return states.Count > 0;
    }
}

/// <summary>A system that sends presence.</summary>
public sealed class PresenceSourceOptions
{
    /// <summary>Its name, as in the path of its webhook.</summary>
    public string Name { get; set; } = "";

    /// <summary>The secret that it signs with: 16 to 256 characters.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The secret before it, while it is being changed.</summary>
    public string? FormerSecret { get; set; }
}

/// <summary>What becomes of presence of an agent that the center does not know.</summary>
public enum UnknownAgentRule
{
    /// <summary>It is passed over.</summary>
    Ignore,

    /// <summary>The agent is made, without skills.</summary>
    Make,

    /// <summary>It goes to the stream of what could not be carried out.</summary>
    Refuse,
}
