using Acd.Core;
using Acd.Hosting;

namespace Acd.Connections;

/// <summary>
/// Delivers the events of one webhook. Events are tried as they come, several contacts side by side. What fails gets a
/// document and is tried again later; so one contact that the receiver cannot take holds up no other. While the receiver takes
/// nothing at all, one event at a time asks for it.
/// </summary>
internal sealed partial class WebhookLane(
    Webhook webhook, ConnectionTerm term, WebhookSender sender, WebhooksOptions options, TimeProvider time, ILogger log)
{
    /// <summary>How many events without a document may be under way, and how many may have one.</summary>
    internal const int Window = 500, MaxKept = 10_000;

    /// <summary>After how many failures in a row the receiver counts as gone.</summary>
    private const int DownAfter = 5;

    /// <summary>How far back a new webhook looks for the events since it was made.</summary>
    private const int LookBack = 5_000;

    private static readonly TimeSpan SaveEvery = TimeSpan.FromMilliseconds(250), LogEvery = TimeSpan.FromSeconds(1),
        MaxWait = TimeSpan.FromSeconds(1);

    private readonly DeliveryQueue _queue = new();
    private readonly List<Task<Tried>> _inFlight = [];
    private readonly List<NamedDocument> _writes = [];
    private readonly LinkedList<WebhookDelivery> _tries = new();
    private WebhookProgress _progress = new();
    private Task<EventPage>? _reading;
    private long _read, _savedPosition, _savedAt, _loggedAt;
    private bool _hasNewTries;
    private int _failuresInARow;

    /// <summary>The webhook.</summary>
    public Webhook Webhook => webhook;

    /// <summary>How far it has come. Any thread may read it.</summary>
    public WebhookProgress Progress => Volatile.Read(ref _progress);

    /// <summary>Whether the receiver takes nothing at the moment.</summary>
    public bool IsDown => Volatile.Read(ref _failuresInARow) >= DownAfter;

    /// <summary>Delivers until the term ends, or the webhook is switched off.</summary>
    public async Task RunAsync(CancellationToken ended)
    {
        if (!await LoadAsync()) return;
        while (!ended.IsCancellationRequested)
        {
            StartReading(ended);
            StartTries(ended);
            await WaitAsync(ended);
            await TakePageAsync();
            if (!await TakeTriesAsync()) return;
            await SaveAsync(isEnd: false);
        }
    }

    private async Task<bool> LoadAsync()
    {
        if (await term.ReadAsync(WebhookNames.Progress + webhook.Id) is { } json)
        {
            _progress = WebhookProgress.Parse(json);
            if (_progress.SwitchedOffAt is { } at && webhook.ChangedAt <= at) return false;
            if (_progress.SwitchedOffAt is not null)
                _progress = _progress with { SwitchedOffAt = null, FailingSince = null, Error = null };
        }
        else _progress = new WebhookProgress { Position = Math.Max(0, term.Host.LastEvent - LookBack) };

        if (await term.ReadAsync(WebhookNames.Log + webhook.Id) is { } tries)
            foreach (var one in WebhookDelivery.Parse(tries)) _tries.AddLast(one);
        foreach (var document in await term.ReadAllAsync($"{WebhookNames.Retry}{webhook.Id}:"))
            _queue.Add(PendingEvent.Parse(document.Json!), isKept: true);
        _read = _savedPosition = _progress.Position;
        return true;
    }

    private void StartReading(CancellationToken ended)
    {
        if (_reading is null && !IsDown && _queue.Unsure < Window && _queue.Kept < MaxKept)
            _reading = term.Host.ReadNextAsync(_read, Window - _queue.Unsure, MaxWait, ended);
    }

    private void StartTries(CancellationToken ended)
    {
        var most = IsDown ? 1 : options.Parallel;
        while (_inFlight.Count < most && _queue.TryTake(time.GetUtcNow(), IsDown && _queue.NextRetry is not null, out var next))
            _inFlight.Add(TryAsync(next, ended));
    }

    private async Task<Tried> TryAsync(PendingEvent next, CancellationToken ended)
    {
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        var body = System.Text.Encoding.UTF8.GetBytes(next.Body);
        var answer = await sender.SendAsync(webhook, $"{webhook.Id}-{next.Sequence}", body, ended);
        return new Tried(next, answer, at, time.GetElapsedTime(started));
    }

    /// <summary>Waits until something has happened, or is due.</summary>
    private async Task WaitAsync(CancellationToken ended)
    {
        var wait = _savedPosition != PositionNow || _hasNewTries ? SaveEvery : MaxWait;
        if (_queue.NextRetry is { } retry && _inFlight.Count < (IsDown ? 1 : options.Parallel))
        {
            var due = retry - time.GetUtcNow();
            wait = due <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : due < wait ? due : wait;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(ended);
        IEnumerable<Task> all = [.. _inFlight, Task.Delay(wait, time, over.Token)];
        if (_reading is not null) all = all.Append(_reading);
        await Task.WhenAny(all);
        await over.CancelAsync();
        ended.ThrowIfCancellationRequested();
    }

    private async Task TakePageAsync()
    {
        if (_reading is not { IsCompleted: true } reading) return;
        _reading = null;
        var page = await reading;
        if (page.FirstKept > _read + 1)
        {
            var gone = page.FirstKept - _read - 1;
            term.ReportLost(gone);
            _progress = _progress with { Failed = _progress.Failed + gone };
            _read = page.FirstKept - 1;
        }

        foreach (var one in page.Events)
        {
            _read = one.Sequence;
            if (!IsWanted(one)) continue;
            var pending = PendingEvent.Of(one);
            var isKept = _queue.IsHeldUp(pending.Key) && _queue.Kept < MaxKept;
            if (isKept) _writes.Add(pending.ToDocument(webhook.Id));
            _queue.Add(pending, isKept);
        }
    }

    private bool IsWanted(CenterEvent one) =>
        one.At.ToDateTimeOffset() >= webhook.CreatedAt.AddMilliseconds(-1)
        && (webhook.Types.Count == 0 || webhook.Types.Contains(Core.Json.EventJson.NameOf(one)))
        && (webhook.Queues.Count == 0 || (one is ContactEvent { Queue: var queue } && webhook.Queues.Contains(queue.Value)));

    /// <returns>False where the webhook was switched off.</returns>
    private async Task<bool> TakeTriesAsync()
    {
        for (var i = _inFlight.Count - 1; i >= 0; i--)
        {
            if (!_inFlight[i].IsCompleted) continue;
            var tried = await _inFlight[i];
            _inFlight.RemoveAt(i);
            if (tried.Answer.IsSuccess) Succeed(tried);
            else Fail(tried);
        }

        if (_progress.SwitchedOffAt is null) return true;
        await SaveAsync(isEnd: true);
        LogSwitchedOff(webhook.Id, _progress.Error ?? "");
        return false;
    }

    private void Succeed(Tried tried)
    {
        Note(tried, null);
        if (_queue.End(tried.Event)) _writes.Add(tried.Event.ToRemoval(webhook.Id));
        if (IsDown) _queue.HurryRetries(time.GetUtcNow());
        _failuresInARow = 0;
        _progress = _progress with { Delivered = _progress.Delivered + 1, FailingSince = null, Error = null };
    }

    private void Fail(Tried tried)
    {
        var (one, now) = (tried.Event, time.GetUtcNow());
        one.Attempts++;
        one.FirstTriedAt ??= tried.At;
        _failuresInARow++;
        _progress = _progress with { FailingSince = _progress.FailingSince ?? tried.At, Error = tried.Answer.Error };
        if (now - one.FirstTriedAt >= options.RetryFor)
        {
            Note(tried, null);
            if (_queue.End(one)) _writes.Add(one.ToRemoval(webhook.Id));
            _progress = _progress with { Failed = _progress.Failed + 1 };
        }
        else
        {
            one.NotBefore = now + Backoff.After(
                one.Attempts - 1, options.FirstRetry, options.LongestRetry, Random.Shared.NextDouble());
            Note(tried, one.NotBefore);
            foreach (var kept in _queue.PutBack(one, Math.Max(0, MaxKept - _queue.Kept)))
                _writes.Add(kept.ToDocument(webhook.Id));
        }

        if (tried.Answer.IsGone || now - _progress.FailingSince >= options.SwitchOffAfter)
            _progress = _progress with { SwitchedOffAt = now };
    }

    private void Note(Tried tried, DateTimeOffset? nextAt)
    {
        var attempt = tried.Answer.IsSuccess ? tried.Event.Attempts + 1 : tried.Event.Attempts;
        _tries.AddFirst(new WebhookDelivery(
            tried.At, tried.Event.Sequence, tried.Event.Type, attempt, tried.Answer.Status, tried.Answer.Error,
            Math.Round(tried.Took.TotalSeconds, 3), nextAt));
        if (_tries.Count > WebhookDelivery.MaxKept) _tries.RemoveLast();
        _hasNewTries = true;
    }

    private long PositionNow => _queue.OldestUnsure is { } oldest ? oldest - 1 : _read;

    private async Task SaveAsync(bool isEnd)
    {
        var position = PositionNow;
        var isDue = isEnd || time.GetElapsedTime(_savedAt) >= SaveEvery;
        if (_writes.Count == 0 && (!isDue || (position == _savedPosition && !_hasNewTries && !isEnd))) return;
        _progress = _progress with { Position = position, Waiting = _queue.Kept };
        _writes.Add(new NamedDocument(WebhookNames.Progress + webhook.Id, _progress.ToJson()));
        if (_hasNewTries && (isEnd || time.GetElapsedTime(_loggedAt) >= LogEvery))
        {
            _writes.Add(new NamedDocument(WebhookNames.Log + webhook.Id, WebhookDelivery.ToJson(_tries)));
            (_hasNewTries, _loggedAt) = (false, time.GetTimestamp());
        }

        await term.WriteAsync([.. _writes]);
        _writes.Clear();
        (_savedPosition, _savedAt) = (position, time.GetTimestamp());
    }

    [LoggerMessage(1, LogLevel.Error, "The webhook {Webhook} is switched off: {Error}")]
    private partial void LogSwitchedOff(string webhook, string error);

    private sealed record Tried(PendingEvent Event, WebhookAnswer Answer, DateTimeOffset At, TimeSpan Took);
}
