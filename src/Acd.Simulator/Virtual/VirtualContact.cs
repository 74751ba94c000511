using Acd.Core;

namespace Acd.Simulator;

/// <summary>A contact that is to come on a virtual day. Times are milliseconds from the day's beginning.</summary>
/// <param name="At">When it comes.</param>
/// <param name="Talk">How long its service takes once it is answered, in milliseconds.</param>
/// <param name="Patience">After how many milliseconds in line its caller hangs up; none where it waits for ever.</param>
public sealed record VirtualContact(long At, long Talk, long? Patience = null)
{
    /// <summary>What an agent must have.</summary>
    public IReadOnlyList<Requirement> Needs { get; init; } = [];

    /// <summary>The gate by which it comes; none for the queue <c>default</c>.</summary>
    public GateId? Gate { get; init; }

    /// <summary>0 to 9, the higher the earlier.</summary>
    public int Priority { get; init; }
}
