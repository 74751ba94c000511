using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Drops the oldest entries of the record of changes once an hour, so that the store keeps a limited number.</summary>
internal sealed partial class AuditPruning(
    IContactCenter center, ApiKeyStore keys, TimeProvider clock, ILogger<AuditPruning> log) : BackgroundService
{
    /// <summary>The entries that are kept.</summary>
    public const int Kept = 10_000;

    /// <summary>How often the oldest ones are dropped, and after how long for the first time.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1), FirstAfter = TimeSpan.FromMinutes(1);

    private const int AtOnce = 1_000;

    /// <summary>Drops what is too much.</summary>
    /// <returns>How many entries were dropped.</returns>
    public async Task<int> PruneAsync(CancellationToken cancel)
    {
        var reply = await center.SendAsync(new ReadConnectionDocuments(AuditDocument.Prefix, IsPrefix: true), cancel);
        if (reply is not ConnectionDocumentsReply { Documents: var documents })
            return 0;
        var old = documents.Select(document => document.Name).OrderDescending(StringComparer.Ordinal).Skip(Kept).ToList();
        foreach (var part in old.Chunk(AtOnce))
        {
            var gone = part.Select(name => new NamedDocument(name, null)).ToArray();
            if (await center.SendAsync(new PutConnectionDocuments(gone), cancel) is Refusal)
                break;
        }

        return old.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Without keys nothing is written down.
        var wait = FirstAfter;
        try
        {
            while (!keys.IsEmpty)
            {
                await Task.Delay(wait, clock, stoppingToken);
                wait = Interval;
                if (center.Status == CenterStatus.Active)
                    await TryPruneAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryPruneAsync(CancellationToken cancel)
    {
        try
        {
            await PruneAsync(cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The next hour tries again.
            CannotPrune(log, failure);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The oldest entries of the record of changes cannot be dropped.")]
    private static partial void CannotPrune(ILogger log, Exception failure);
}
