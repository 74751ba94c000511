using System.Diagnostics.Metrics;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Server;

/// <summary>
/// The figures that operators watch, as instruments: who waits, for how long, how the agents are, and today's service level, of
/// the center and of each queue. Meters are read without waiting, so the figures are those of the last refresh.
/// </summary>
internal sealed class CenterFigures : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Acd.Center";

    /// <summary>The queues that have figures of their own, the first by name.</summary>
    private const int MaxQueues = 1_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly IContactCenter _center;
    private readonly TimeProvider _time;
    private readonly Meter _meter = new(MeterName);
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private long _refreshed;
    private volatile Snapshot _snapshot = new([], null);

    public CenterFigures(IContactCenter center, TimeProvider time)
    {
        (_center, _time) = (center, time);
        AddOfContacts("acd.contacts.waiting", "{contact}", "Contacts in line.", figures => figures.Now.Waiting);
        AddOfContacts("acd.contacts.offered", "{contact}", "Contacts that ring.", figures => figures.Now.Offered);
        AddOfContacts("acd.contacts.connected", "{contact}", "Contacts that an agent serves.", figures => figures.Now.Connected);
        AddOfContacts(
            "acd.contacts.connected_offline", "{contact}", "Contacts connected to an agent who is offline.",
            figures => figures.Now.ConnectedOffline);
        AddOfContacts("acd.contacts.wrap_up", "{contact}", "Contacts in wrap-up.", figures => figures.Now.WrapUp);
        AddOfContacts("acd.contacts.callbacks", "{contact}", "Callbacks that wait or ring.", figures => figures.Now.Callbacks);
        AddOfContacts(
            "acd.wait.longest", "s", "The longest wait of a contact in line, callbacks apart.",
            figures => figures.Now.LongestWait?.TotalSeconds ?? 0);
        AddOfContacts(
            "acd.service_level", "1", "Today's share of answered contacts that were answered in target.",
            figures => (double?)figures.Total.ServiceLevel.OfAnswered);
        AddOfContacts("acd.today.entered", "{contact}", "Contacts that entered today.", figures => figures.Total.Entered);
        AddOfContacts("acd.today.answered", "{contact}", "Contacts answered today.", figures => figures.Total.Answered);
        AddOfContacts("acd.today.abandoned", "{contact}", "Contacts abandoned today.", figures => figures.Total.Abandoned);
        _meter.CreateObservableGauge("acd.agents", Agents, "{agent}", "Agents by state; each agent is in one.");
    }

    /// <summary>Asks the center again after a second. A center that does not serve has no figures.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>Whether there are figures.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancel)
    {
        await _refreshing.WaitAsync(cancel);
        try
        {
            if (_snapshot.Agents is not null && _time.GetElapsedTime(_refreshed) < Fresh) return true;
            _snapshot = await AskAsync(cancel);
            _refreshed = _time.GetTimestamp();
            return _snapshot.Agents is not null;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose()
    {
        _meter.Dispose();
        _refreshing.Dispose();
    }

    private async Task<Snapshot> AskAsync(CancellationToken cancel)
    {
        if (await _center.SendAsync(new GetCenter(), cancel) is not CenterReply { Settings: var settings }
            || await _center.SendAsync(new GetCenterStats(), cancel) is not ContactStatsReply all)
            return new([], null);
        var queues = settings.Queues.Select(queue => queue.Id).Take(MaxQueues).ToList();
        var replies = await Task.WhenAll(queues.Select(
            queue => _center.SendAsync(new GetQueueStats(queue), cancel).AsTask()));
        var figures = new List<(string? Queue, ContactStatsReply Figures)> { (null, all) };
        for (var i = 0; i < queues.Count; i++)
            if (replies[i] is ContactStatsReply reply) figures.Add((queues[i].Value, reply));
        return new(figures, all.Agents);
    }

    private void AddOfContacts(string name, string unit, string description, Func<ContactStatsReply, double?> read) =>
        _meter.CreateObservableGauge(name, () => Measure(read), unit, description);

    /// <summary>The center's own figure has no queue; a sum over queues would count contacts twice that moved.</summary>
    private IEnumerable<Measurement<double>> Measure(Func<ContactStatsReply, double?> read)
    {
        foreach (var (queue, figures) in _snapshot.Contacts)
        {
            if (read(figures) is not { } value) continue;
            yield return queue is null
                ? new Measurement<double>(value)
                : new Measurement<double>(value, new KeyValuePair<string, object?>("queue", queue));
        }
    }

    private IEnumerable<Measurement<int>> Agents()
    {
        if (_snapshot.Agents is not { } agents) return [];
        return
        [
            Of("offline", agents.Offline), Of("idle", agents.Idle), Of("offered", agents.Offered), Of("busy", agents.Busy),
            Of("wrapUp", agents.WrapUp), Of("notReady", agents.NotReady), Of("draining", agents.Draining),
        ];

        static Measurement<int> Of(string state, int count) => new(count, new KeyValuePair<string, object?>("state", state));
    }

    private sealed record Snapshot(IReadOnlyList<(string? Queue, ContactStatsReply Figures)> Contacts, AgentsNow? Agents);
}

/// <summary>Refreshes the figures that a collector is sent, which asks for nothing itself.</summary>
internal sealed class CenterFiguresRefresh(CenterFigures figures, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10), Retry = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var hasFigures = await figures.RefreshAsync(stoppingToken);
            await Task.Delay(hasFigures ? Period : Retry, time, stoppingToken);
        }
    }
}
