using Acd.Core;
using static Acd.Storage.Tests.Batches;

namespace Acd.Storage.Tests;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Named_documents_are_kept_replaced_and_taken_away()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, Of(named: [new("board:a/1", """{"é":1}"""), new("return:q:b", "2"), new("gone", "3")]));
        await store.CommitAsync(lease, Of([Contact("c1", 1)], events: Events(1, 1),
            named: [new("board:a/1", "4"), new("gone", null), new("never there", null)]));

        var documents = await ReloadAsync(store, lease);

        Assert.Equal(
            [new NamedDocument("board:a/1", "4"), new NamedDocument("return:q:b", "2")],
            documents.Named.OrderBy(document => document.Name, StringComparer.Ordinal));
        Assert.Equal(1, documents.LastSequence);
    }

    [Fact]
    public async Task Many_named_documents_and_great_ones_come_back_as_they_were()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        NamedDocument[] named =
        [
            .. Enumerable.Range(0, 2_600)
                .Select(i => new NamedDocument($"board:{i:D5}/{new string('n', 200)}", $"{{\"i\":{i}}}")),
            new NamedDocument("great", $"\"{new string('x', 70_000)}\""),
        ];
        await store.CommitAsync(lease, Of(named: named));

        var documents = await ReloadAsync(store, lease);

        Assert.Equal(named, documents.Named.OrderBy(document => document.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_batch_that_names_a_document_twice_is_refused()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await store.CommitAsync(lease, Of(named: [new("a", "1"), new("a", null)])));

        lease = await AcquireAsync(store);
        Assert.Empty((await ReloadAsync(store, lease)).Named);
    }
}
