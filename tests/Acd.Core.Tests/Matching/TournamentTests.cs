using Acd.Core.Matching;

namespace Acd.Core.Tests.Matching;

public sealed class TournamentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_comes_goes_and_changes_the_least_key_wins(int seed)
    {
        var random = new Random(seed);
        var tournament = new Tournament();
        var expected = new SortedDictionary<int, HeapKey>();
        for (var step = 0; step < 5000; step++)
        {
            var key = random.Next(5) == 0 ? HeapKey.None : new HeapKey(random.Next(50), step);
            if (expected.Count == 0 || random.Next(3) == 0)
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

            var least = expected.Count == 0 ? HeapKey.None : expected.Values.Min();
            Assert.Equal(least, tournament.Least);
            if (least != HeapKey.None) Assert.Equal(least, expected[tournament.Winner]);
        }
    }
}
