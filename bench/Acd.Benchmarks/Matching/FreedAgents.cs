using Acd.Core;

namespace Acd.Benchmarks;

/// <summary>
/// An agent becomes free while contacts wait. It takes the first contact in line that it can serve, and the contact goes to the
/// end of its line. The agent is busy again at once.
/// </summary>
internal sealed class FreedAgents
{
    public const int Waiting = 100_000;

    private readonly PopulatedIndex _index;
    private long _sequence;
    private int _next;

    public FreedAgents(Population population)
    {
        _index = new PopulatedIndex(population, available: false);
        new Random(7).Shuffle(_index.Agents);
        for (var number = 0; number < Waiting; number++)
            AddToLine(_index.Lines[number % _index.Lines.Length]);
    }

    /// <summary>The number of agents without a match.</summary>
    public long Misses { get; private set; }

    public void Decide()
    {
        var agent = _index.Agents[_next];
        _next = _next + 1 == _index.Agents.Length ? 0 : _next + 1;
        _index.ReleaseCapacity(agent);
        var line = PopulatedIndex.RosterOf(agent).BestLine();
        if (line is null)
        {
            Misses++;
        }
        else
        {
            var contact = line.First;
            line.Remove(contact);
            contact.Rank = new Timestamp(++_sequence);
            line.Add(contact);
        }

        _index.TakeCapacity(agent);
    }

    private void AddToLine(Core.Matching.WaitingLine line)
    {
        var sequence = ++_sequence;
        line.Add(new Contact(new ContactId($"contact{sequence}"), sequence, ChannelId.Voice)
        {
            Line = line,
            Requirements = line.Key.Requirements,
            Rank = new Timestamp(sequence),
        });
    }
}
