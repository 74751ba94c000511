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
    public void The_least_key_wins_after_random_changes(int seed, int least)
    {
        var random = new Random(seed);
        var tree = new TournamentTree();
        var expected = new SortedDictionary<int, HeapKey>();
        for (var step = 0; step < least + 5000; step++)
        {
            // Few distinct first parts, so that the second part decides among many places.
            var key = random.Next(5) == 0 ? HeapKey.None : new HeapKey(random.Next(50), -step);
            if (expected.Count <= least || random.Next(3) == 0)
            {
                var place = tree.Add();
                tree.Set(place, key);
                expected.Add(place, key);
            }
            else
            {
                var place = expected.Keys.ElementAt(random.Next(expected.Count));
                if (random.Next(2) == 0)
                {
                    tree.Remove(place);
                    expected.Remove(place);
                }
                else
                {
                    tree.Set(place, key);
                    expected[place] = key;
                }
            }

            var first = expected.Count == 0 ? HeapKey.None : expected.Values.Min();
            Assert.Equal(first, tree.Least);
            if (first != HeapKey.None) Assert.Equal(first, expected[tree.Winner]);
        }
    }
}
