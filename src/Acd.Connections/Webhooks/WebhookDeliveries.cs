using System.Globalization;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Connections;

/// <summary>Delivers events to the webhooks that the API has set, each in a lane of its own.</summary>
internal sealed class WebhookDeliveries(
    WebhooksOptions options, TimeProvider time, ILogger<WebhookDeliveries> log) : IConnection
{
    private const int DocumentsPerWrite = 1_000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public string Name => "webhooks";

    /// <inheritdoc/>
    public async Task RunAsync(ConnectionTerm term, CancellationToken ended)
    {
        using var sender = new WebhookSender(options, time);
        var lanes = new Dictionary<string, RunningLane>(StringComparer.Ordinal);
        var delivered = 0L;
        try
        {
            for (string? seen = null; ;)
            {
                var mark = await term.ReadAsync(WebhookNames.Mark) ?? "";
                if (mark != seen) await ReloadAsync(term, sender, lanes, ended);
                seen = mark;
                foreach (var lane in lanes.Values)
                    if (lane.Task.IsFaulted) await lane.Task;
                var now = lanes.Values.Sum(lane => lane.Lane.Progress.Delivered);
                var position = lanes.Values.Where(lane => !lane.Task.IsCompleted).Select(lane => lane.Lane.Progress.Position)
                    .DefaultIfEmpty(term.Host.LastEvent).Min();
                term.Report(position, (int)Math.Clamp(now - delivered, 0, int.MaxValue));
                delivered = now;
                term.Alarm(AlarmOf(lanes.Values));
                await Task.Delay(LookEvery, time, ended);
            }
        }
        finally
        {
            foreach (var lane in lanes.Values) await lane.StopAsync();
        }
    }

    private static string? AlarmOf(IEnumerable<RunningLane> lanes)
    {
        var texts = lanes.Select(lane => lane.Lane)
            .Where(lane => lane.Progress.SwitchedOffAt is not null || lane.IsDown)
            .Select(lane => $"The webhook {lane.Webhook.Id} "
                + (lane.Progress.SwitchedOffAt is null ? "takes no events." : "is switched off.")).ToList();
        return texts.Count == 0 ? null : string.Join(" ", texts);
    }

    /// <summary>Brings the lanes in line with the webhooks' documents.</summary>
    private async Task ReloadAsync(
        ConnectionTerm term, WebhookSender sender, Dictionary<string, RunningLane> lanes, CancellationToken ended)
    {
        var documents = (await term.ReadAllAsync(WebhookNames.All)).ToDictionary(
            document => document.Name[WebhookNames.All.Length..], document => document.Json!, StringComparer.Ordinal);
        foreach (var (id, lane) in lanes.ToList())
        {
            if (documents.TryGetValue(id, out var json) && json == lane.Json) continue;
            lanes.Remove(id);
            await lane.StopAsync();
            if (json is null) await ForgetAsync(term, id);
        }

        await AddAgainAsync(term, documents, lanes, ended);

        foreach (var (id, json) in documents)
        {
            var webhook = Webhook.Parse(json);
            if (lanes.ContainsKey(id) || !webhook.Enabled) continue;
            lanes[id] = RunningLane.Start(new WebhookLane(webhook, term, sender, options, time, log), json, ended);
        }
    }

    /// <summary>
    /// Turns requests for another delivery into events that wait for another try. A lane reads those when it begins, so it is
    /// stopped first.
    /// </summary>
    private static async Task AddAgainAsync(
        ConnectionTerm term, Dictionary<string, string> documents, Dictionary<string, RunningLane> lanes,
        CancellationToken ended)
    {
        foreach (var request in await term.ReadAllAsync(WebhookNames.Again))
        {
            var parts = request.Name[WebhookNames.Again.Length..];
            var colon = parts.LastIndexOf(':');
            var (id, sequence) = (parts[..colon], long.Parse(parts[(colon + 1)..], CultureInfo.InvariantCulture));
            var writes = new List<NamedDocument> { request with { Json = null } };
            if (documents.ContainsKey(id))
            {
                if (lanes.Remove(id, out var lane)) await lane.StopAsync();
                var page = await term.Host.ReadNextAsync(sequence - 1, 1, TimeSpan.Zero, ended);
                writes.AddRange(page.Events.Where(one => one.Sequence == sequence)
                    .Select(one => PendingEvent.Of(one).ToDocument(id)));
            }

            await term.WriteAsync([.. writes]);
        }
    }

    /// <summary>Removes what is left of a webhook that was removed.</summary>
    private static async Task ForgetAsync(ConnectionTerm term, string id)
    {
        var left = await term.ReadAllAsync($"{WebhookNames.Retry}{id}:");
        NamedDocument[] own = [new(WebhookNames.Progress + id, null), new(WebhookNames.Log + id, null)];
        foreach (var part in left.Concat(own).Chunk(DocumentsPerWrite))
            await term.WriteAsync([.. part.Select(document => document with { Json = null })]);
    }

    /// <summary>A lane that runs.</summary>
    private sealed class RunningLane : IDisposable
    {
        private readonly CancellationTokenSource _stop;

        private RunningLane(WebhookLane lane, string json, CancellationTokenSource stop)
        {
            (Lane, Json, _stop) = (lane, json, stop);
            Task = lane.RunAsync(stop.Token);
        }

        public WebhookLane Lane { get; }

        /// <summary>The document that it was made from.</summary>
        public string Json { get; }

        public Task Task { get; }

        public static RunningLane Start(WebhookLane lane, string json, CancellationToken ended) =>
            new(lane, json, CancellationTokenSource.CreateLinkedTokenSource(ended));

        /// <summary>Stops it, and waits until it has.</summary>
        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Dispose();
        }

        public void Dispose() => _stop.Dispose();
    }
}
