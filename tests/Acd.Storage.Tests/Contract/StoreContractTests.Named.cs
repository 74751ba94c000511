using Acd.Core;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

public abstract partial class StoreContractTests
{
    [Fact]
    public async Task Named_documents_are_kept_replaced_and_taken_away()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(
            lease, CreateChanges(named: [new("board:a/1", """{"é":1}"""), new("return:q:b", "2"), new("gone", "3")]));
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1),
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
        await store.CommitAsync(lease, CreateChanges(named: named));

        var documents = await ReloadAsync(store, lease);

        Assert.Equal(named, documents.Named.OrderBy(document => document.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_named_document_is_found_by_its_whole_name()
    {
        var store = Open();
        await store.CommitAsync(
            await AcquireAsync(store), CreateChanges(named: [new("answer:k1", """{"é":1}"""), new("answer:k10", "2")]));

        Assert.Equal(new("answer:k1", """{"é":1}"""), await store.FindNamedAsync("answer:k1"));
        Assert.Equal(new("answer:k10", "2"), await store.FindNamedAsync("answer:k10"));
        Assert.Null(await store.FindNamedAsync("answer:k"));
    }

    [Fact]
    public async Task Named_documents_are_found_by_what_their_names_begin_with()
    {
        var store = Open();
        Assert.Empty(await store.ReadNamedAsync("a"));
        var lease = await AcquireAsync(store);
        string[] names = ["a", "a*", "a*b", "ab", @"a[b]-^?\", "b", "é1", "é2"];
        await store.CommitAsync(
            lease, CreateChanges(named: [.. names.Select(name => new NamedDocument(name, $"\"{name.Length}\""))]));

        Assert.Equal(["a", "a*", "a*b", @"a[b]-^?\", "ab"], await NamesAsync("a"));
        Assert.Equal(["a*", "a*b"], await NamesAsync("a*"));
        Assert.Equal([@"a[b]-^?\"], await NamesAsync(@"a[b]-^?\"));
        Assert.Equal(["é1", "é2"], await NamesAsync("é"));
        Assert.Equal(names.Order(StringComparer.Ordinal), await NamesAsync(""));
        Assert.Empty(await NamesAsync("c"));

        async Task<IEnumerable<string>> NamesAsync(string prefix)
        {
            var found = await store.ReadNamedAsync(prefix);
            Assert.All(found, document => Assert.Equal($"\"{document.Name.Length}\"", document.Json));
            return found.Select(document => document.Name).Order(StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task Named_documents_are_read_while_others_are_written()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        NamedDocument[] documents = [.. Enumerable.Range(0, 20_000).Select(i => new NamedDocument($"board:{i}", "1"))];
        await store.CommitAsync(lease, CreateChanges(named: documents));

        var reading = store.ReadNamedAsync("board:").AsTask();
        for (var i = 1; i <= 20; i++)
        {
            await store.CommitAsync(
                lease, CreateChanges([Contact($"c{i}", i)], events: Events(i, i), named: [new($"return:{i}", "2")]));
            await store.RenewAsync(lease);
            Assert.NotNull(await store.FindContactAsync(new($"c{i}")));
        }

        Assert.Equal(
            documents.OrderBy(document => document.Name, StringComparer.Ordinal),
            (await reading).OrderBy(document => document.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_batch_that_names_a_document_twice_is_refused()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await store.CommitAsync(lease, CreateChanges(named: [new("a", "1"), new("a", null)])));

        lease = await AcquireAsync(store);
        Assert.Empty((await ReloadAsync(store, lease)).Named);
    }
}
