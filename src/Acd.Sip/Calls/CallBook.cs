using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Acd.Sip;

/// <summary>
/// The calls: each has a bounded row of inputs and one task that handles them in order. What happens at the switch and in the
/// center is put into the row of its call.
/// </summary>
internal sealed partial class CallBook
{
    private const int InputsPerCall = 1024;

    /// <summary>How long a call must have been quiet before the switch's list is believed against it.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Row> _calls = new(), _contacts = new();
    private readonly ConcurrentDictionary<string, string> _addresses = new(), _presences = new();
    private readonly ConcurrentDictionary<string, bool> _listed = new();
    private readonly CallSurroundings _around;
    private readonly SipOptions _options;
    private readonly ILogger _log;
    private readonly CancellationToken _stop;

    public CallBook(ICenterClient center, ICallSwitch @switch, SipOptions options, ILogger log, CancellationToken stop)
    {
        _around = new CallSurroundings(this, center, @switch, options, log);
        (_options, _log, _stop) = (options, log, stop);
    }

    /// <summary>The number of calls.</summary>
    public int Count => _calls.Count;

    /// <summary>Completes with the first failure of a call's task, which is a bug.</summary>
    public TaskCompletionSource Failure { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Has(string contact) => _contacts.ContainsKey(contact);

    public bool IsCurrent(Call call) => _contacts.TryGetValue(call.Contact, out var row) && row.Call == call;

    /// <summary>Where an agent's telephone is: its address, else its id, the name under which it registers.</summary>
    public string AddressOf(string agent) => _addresses.GetValueOrDefault(agent, agent);

    public void SetAddress(string agent, string? address)
    {
        if (address is null) _addresses.TryRemove(agent, out _);
        else _addresses[agent] = address;
    }

    public void SetPresence(string agent, string presence) => _presences[agent] = presence;

    public bool IsAvailable(string agent) => _presences.GetValueOrDefault(agent) == "available";

    public void Take(CallEvent happened)
    {
        if (happened is CallFound found) Find(found);
        else if (_calls.TryGetValue(happened.Call, out var row)) Post(row, happened);
    }

    public void Take(ContactHappened happened)
    {
        if (_contacts.TryGetValue(happened.Contact, out var row)) Post(row, happened);
    }

    /// <summary>The switch's list is complete: what it does not have is over.</summary>
    public void FinishList()
    {
        foreach (var (id, row) in _calls)
            if (!_listed.ContainsKey(id) && IsQuiet(row)) Post(row, new CallEnded(id, CallParty.Switch));
        _listed.Clear();
    }

    public void PostAll(object input)
    {
        foreach (var row in _calls.Values) Post(row, input);
    }

    public void PostLater(Call call, object input, TimeSpan after) => _ = PostLaterAsync(call, input, after);

    /// <summary>Waits until every call has handled what it has, and stops. Nothing may be posted any longer.</summary>
    public async Task StopAsync()
    {
        foreach (var row in _calls.Values) row.Inputs.Writer.TryComplete();
        await Task.WhenAll(_calls.Values.Select(row => row.Run));
    }

    private void Find(CallFound found)
    {
        _listed[found.Call] = true;
        if (_calls.TryGetValue(found.Call, out var known))
        {
            if (IsQuiet(known)) Post(known, new StateSeen(found));
            return;
        }

        if (_calls.Count >= _options.MaxCalls)
        {
            LogFull(found.Call, _options.MaxCalls);
            return;
        }

        var call = new Call(found, found.Contact ?? ContactIds.Of(found.Call), _around);
        var row = new Row(call);
        _calls[found.Call] = row;

        // A call that is over does not take its contact from one that goes on.
        var former = _contacts.GetValueOrDefault(call.Contact);
        if (found.State != CallState.Ended || former is null) _contacts[call.Contact] = row;
        if (former is not null) Post(former, new MovedAway());
        Post(row, found);
        row.Run = RunAsync(row);
    }

    private bool IsQuiet(Row row) => _options.Clock.GetUtcNow() - row.Call.LastChange > Quiet;

    private void Post(Row row, object input)
    {
        if (row.Inputs.Writer.TryWrite(input)) return;

        // Its requests are not answered while the center is away. Once it is back, the lists say what was dropped.
        LogDropped(row.Call.Id, InputsPerCall);
    }

    private async Task PostLaterAsync(Call call, object input, TimeSpan after)
    {
        try
        {
            await Task.Delay(after, _options.Clock, _stop);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }

        if (_calls.TryGetValue(call.Id, out var row)) Post(row, input);
    }

    private async Task RunAsync(Row row)
    {
        try
        {
            await foreach (var input in row.Inputs.Reader.ReadAllAsync(_stop))
            {
                await row.Call.HandleAsync(input, _stop);
                if (!row.Call.IsOver) continue;
                _calls.TryRemove(row.Call.Id, out _);
                _contacts.TryRemove(new KeyValuePair<string, Row>(row.Call.Contact, row));
                return;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The switch and the center keep the call; the next connector goes on.
        }
        catch (Exception e)
        {
            // Whatever it is, it is a bug: the connector ends with it, and does not go on without this call.
            Failure.TrySetException(e);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Call {Call} is left to the switch: there are {Max} calls.")]
    private partial void LogFull(string call, int max);

    [LoggerMessage(2, LogLevel.Error, "An input of call {Call} is dropped: {Max} wait.")]
    private partial void LogDropped(string call, int max);

    private sealed class Row(Call call)
    {
        public Call Call => call;

        public Channel<object> Inputs { get; } = Channel.CreateBounded<object>(
            new BoundedChannelOptions(InputsPerCall) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

        public Task Run { get; set; } = Task.CompletedTask;
    }
}
