namespace Acd.Simulator;

/// <summary>When calls of a type waited on a day.</summary>
public sealed class WaitingIntervals
{
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    /// <summary>Makes them of a day's calls of one type, by the time at which they came.</summary>
    public WaitingIntervals(IEnumerable<RecordedCall> calls)
    {
        foreach (var call in calls.Where(call => call.Wait > 0))
        {
            if (_ends.Count > 0 && call.At <= _ends[^1])
            {
                _ends[^1] = Math.Max(_ends[^1], call.LeftQueueAt);
                continue;
            }

            _starts.Add(call.At);
            _ends.Add(call.LeftQueueAt);
        }
    }

    /// <summary>
    /// Until when a call waited that came before the given second; it may be later. 0 where no call came before.
    /// </summary>
    public int LastBefore(int second)
    {
        var index = _starts.BinarySearch(second);
        var before = (index >= 0 ? index : ~index) - 1;
        return before < 0 ? 0 : _ends[before];
    }
}
