using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>
/// Where something else may be put in place of what a run is made of, to see it caught; nothing is by default.
/// </summary>
internal sealed record TestHooks
{
    /// <summary>What a host sees of its store.</summary>
    public Func<IStore, IStore> WrapStore { get; init; } = store => store;

    /// <summary>What callers and subscribers see of a host.</summary>
    public Func<IContactCenter, IContactCenter> WrapCenter { get; init; } = center => center;

    /// <summary>The rules that a run is held against; new checkers each time.</summary>
    public Func<IReadOnlyList<Checker>> Checkers { get; init; } = CheckerList.All;

    /// <summary>Gets every line of a run's trace.</summary>
    public Action<string>? OnTraceLine { get; init; }
}
