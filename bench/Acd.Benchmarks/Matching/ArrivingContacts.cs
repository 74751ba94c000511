using Acd.Core;

namespace Acd.Benchmarks;

/// <summary>
/// A contact arrives while agents are idle. Its line gives the longest idle agent with every skill, and an earlier agent becomes
/// idle again. One agent in a hundred is busy at any time.
/// </summary>
internal sealed class ArrivingContacts(Population population)
{
    private readonly PopulatedIndex _index = new(population, available: true);
    private readonly Agent?[] _taken = new Agent?[Math.Max(1, population.Agents.Length / 100)];
    private int _contact, _slot;

    /// <summary>The number of contacts without a match.</summary>
    public long Misses { get; private set; }

    public void Decide()
    {
        var line = _index.Matcher.AcquireLine(_index.RequirementKeys[_contact], _index.Agents);
        _contact = _contact + 1 == _index.RequirementKeys.Length ? 0 : _contact + 1;
        var agent = line.BestRoster()?.First;
        _index.Matcher.ReleaseLine(line);
        if (agent is null)
            Misses++;
        else
            _index.TakeCapacity(agent);

        ref var slot = ref _taken[_slot];
        _slot = _slot + 1 == _taken.Length ? 0 : _slot + 1;
        if (slot is not null)
            _index.ReleaseCapacity(slot);
        slot = agent;
    }
}
