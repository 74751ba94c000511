using Acd.Core.Matching;

namespace Acd.Core.Tests.Matching;

public sealed class IndexedHeapTests
{
    private sealed class Node(int name) : HeapNode
    {
        public int Name { get; } = name;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_additions_changes_and_removals_keep_the_order_of_a_sorted_list(int seed)
    {
        var random = new Random(seed);
        var heap = new IndexedHeap<Node>();
        var expected = new SortedDictionary<HeapKey, Node>();
        for (var step = 0; step < 5000; step++)
        {
            var key = new HeapKey(random.Next(50), step);
            if (expected.Count == 0 || random.Next(3) == 0)
            {
                var node = new Node(step);
                heap.Add(node, key);
                expected.Add(key, node);
            }
            else
            {
                var (oldKey, node) = expected.ElementAt(random.Next(expected.Count));
                expected.Remove(oldKey);
                if (random.Next(2) == 0) heap.Remove(node);
                else heap.Change(node, key);
                if (node.InHeap) expected.Add(key, node);
            }

            Assert.Equal(expected.Count, heap.Count);
            Assert.Equal(expected.Count == 0 ? HeapKey.None : expected.Keys.First(), heap.FirstKey);
        }

        Assert.Equal(expected.Values, heap.InOrder());
    }

    [Fact]
    public void A_node_is_in_one_heap_at_most()
    {
        var node = new Node(1);
        new IndexedHeap<Node>().Add(node, default);

        Assert.Throws<InvalidOperationException>(() => new IndexedHeap<Node>().Add(node, default));
        Assert.Throws<InvalidOperationException>(() => new IndexedHeap<Node>().Remove(node));
    }
}
