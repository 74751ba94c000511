using Acd.Core.Matching;

namespace Acd.Core.Tests.Matching;

public sealed class RankedListTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 5000)]
    public void Positions_are_those_of_a_sorted_list(int seed, int count)
    {
        var random = new Random(seed);
        var line = new WaitingLine(RequirementsKey.Of(QueueId.Default, 0, []), new RosterKind(0, 0, AgentOrder.Of(default)));
        var waiting = new RankedList<Contact>(Contact.ByRank);
        var expected = new SortedSet<Contact>(Comparer<Contact>.Create((left, right) => left.Key.CompareTo(right.Key)));
        for (var number = 1; number <= count; number++)
        {
            var contact = new Contact(new($"c{number}"), number, ChannelId.Voice)
            {
                Line = line,
                Requirements = [],
                Asked = [],
                Rank = new(random.Next(1000)),
            };
            waiting.Add(contact);
            expected.Add(contact);
            if (random.Next(3) > 0) continue;
            var gone = expected.ElementAt(random.Next(expected.Count));
            waiting.Remove(gone);
            expected.Remove(gone);
        }

        Assert.Equal(expected, waiting.InOrder());
        Assert.Equal(Enumerable.Range(1, expected.Count), expected.Select(waiting.PositionOf));
    }
}
