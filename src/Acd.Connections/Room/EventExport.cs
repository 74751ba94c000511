namespace Acd.Connections;

/// <summary>
/// Brings every event of the center to a sink, in order. The sink remembers how far it has come; a new term goes on there.
/// </summary>
/// <param name="name">The connection's name.</param>
/// <param name="open">Makes the sink of a term.</param>
public sealed class EventExport(string name, Func<IEventSink> open) : IConnection
{
    private const int PageSize = 2_000;

    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task RunAsync(ConnectionTerm term, CancellationToken ended)
    {
        await using var sink = open();
        var position = await sink.OpenAsync(term, ended);
        if (position > term.Host.LastEvent)
        {
            throw new InvalidOperationException(
                $"It has event {position}, and the center's last one is {term.Host.LastEvent}: the store was set back.");
        }

        while (true)
        {
            ended.ThrowIfCancellationRequested();
            var page = await term.Host.ReadNextAsync(position, PageSize, MaxWait, ended);
            if (page.FirstKept > position + 1)
            {
                term.ReportLost(page.FirstKept - position - 1);
                position = page.FirstKept - 1;
                await sink.SkipAsync(position, ended);
            }

            if (page.Events.Count == 0)
            {
                term.Report(await sink.FlushAsync(ended), 0);
                continue;
            }

            var sure = await sink.WriteAsync(page.Events, ended);
            position = page.Events[^1].Sequence;
            term.Report(sure, page.Events.Count);
        }
    }
}
