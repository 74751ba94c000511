using Acd.Core.Matching;

namespace Acd.Core.Tests.Matching;

public sealed class TournamentTreeTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 60)]
    [InlineData(5, 600)]
    [InlineData(6, 4200)]
    public void Whatever_comes_goes_and_changes_the_least_key_wins(int seed, int least)
    {
        var random = new Random(seed);
        var tournament = new TournamentTree();
        var expected = new SortedDictionary<int, HeapKey>();
        for (var step = 0; step < least + 5000; step++)
        {
            // So few first parts that many places share theirs: the second part tells which of them is the least.
            var key = random.Next(5) == 0 ? HeapKey.None : new HeapKey(random.Next(50), -step);
            if (expected.Count <= least || random.Next(3) == 0)
            {
                var place = tournament.Add();
                tournament.Set(place, key);
                expected.Add(place, key);
            }
            else
            {
                var place = expected.Keys.ElementAt(random.Next(expected.Count));
                if (random.Next(2) == 0)
                {
                    tournament.Remove(place);
                    expected.Remove(place);
                }
                else
                {
                    tournament.Set(place, key);
                    expected[place] = key;
                }
            }

            var first = expected.Count == 0 ? HeapKey.None : expected.Values.Min();
            Assert.Equal(first, tournament.Least);
            if (first != HeapKey.None) Assert.Equal(first, expected[tournament.Winner]);
        }
    }
}
