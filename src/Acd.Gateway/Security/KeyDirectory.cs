using System.Text.Json;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>
/// The keys that were made through the API. The center keeps their documents; every process reads them when the version's
/// document says that one has changed, within two seconds. Where the center does not serve, the keys stay as they were known.
/// </summary>
internal sealed partial class KeyDirectory(
    IContactCenter center, ApiKeyStore keys, TimeProvider clock, ILogger<KeyDirectory> log) : BackgroundService
{
    /// <summary>How often the version is read.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>The most keys that there may be at once, ended ones not counted.</summary>
    public const int MaxKeys = 1_000;

    private string? _version;

    /// <summary>The keys as the center has them now, or the refusal.</summary>
    public async ValueTask<(IReadOnlyList<KeyDocument> Keys, Refusal? Refusal)> ReadAsync(CancellationToken cancel)
    {
        var reply = await center.SendAsync(new ReadConnectionDocuments(KeyDocument.NamePrefix, IsPrefix: true), cancel);
        return reply is ConnectionDocumentsReply { Documents: var documents }
            ? ([.. documents.Select(document => JsonSerializer.Deserialize(document.Json!, KeyJsonContext.Default.KeyDocument)!)
                .OrderBy(key => key.MadeAt).ThenBy(key => key.Prefix, StringComparer.Ordinal)], null)
            : ([], reply as Refusal ?? HostRefusals.Unavailable);
    }

    /// <summary>Writes a key, or ends one, with the record of it.</summary>
    /// <returns>The refusal; null where the center has it and this process knows it.</returns>
    public async ValueTask<Refusal?> WriteAsync(NamedDocument key, AuditNote note)
    {
        var now = Timestamp.From(clock.GetUtcNow());
        var audit = AuditDocument.Of(note, now).ToDocument(Random.Shared.NextInt64());
        var version = $"\"{Guid.NewGuid():N}\"";
        var reply = await center.SendAsync(new PutConnectionDocuments([
            key, new NamedDocument(KeyDocument.VersionName, version), audit]));
        if (reply is Refusal refusal)
            return refusal;
        await RefreshAsync(CancellationToken.None);
        return null;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!keys.IsEmpty)
            {
                if (center.Status == CenterStatus.Active)
                    await TryRefreshAsync(stoppingToken);
                await Task.Delay(Interval, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryRefreshAsync(CancellationToken cancel)
    {
        try
        {
            await RefreshAsync(cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The keys that are known stay in force, and the next round tries again.
            CannotRead(log, failure);
        }
    }

    private async Task RefreshAsync(CancellationToken cancel)
    {
        var reply = await center.SendAsync(new ReadConnectionDocuments(KeyDocument.VersionName), cancel);
        if (reply is not ConnectionDocumentsReply { Documents: var found })
            return;
        var version = found.Count == 0 ? "" : found[0].Json;
        if (version == _version && keys.HasMade)
            return;
        var (known, refusal) = await ReadAsync(cancel);
        if (refusal is not null)
            return;
        keys.Take(known);
        _version = version;
    }

    [LoggerMessage(1, LogLevel.Error, "The keys that were made through the API cannot be read. Those that are known stay.")]
    private static partial void CannotRead(ILogger log, Exception failure);
}
