using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Sip;

/// <summary>
/// Connects a switch to a center. It keeps nothing: calls stand in the switch, contacts in the center, and at its start it
/// compares the two. So it may be killed at any moment, and another one goes on.
/// </summary>
public sealed partial class SipConnector(
    ICenterClient center, ICallSwitch @switch, SipOptions options, ILogger<SipConnector> log) : BackgroundService
{
    private readonly ILogger _log = log;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the calls of the switch and the contacts of the center have been compared.</summary>
    public Task Ready => _ready.Task;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var book = new CallBook(center, @switch, options, _log, stop.Token);
        var phones = new PhoneBook(center, options, _log);
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] parts =
        [
            ReadCenterAsync(book, phones, opened, stop.Token),
            ReadSwitchAsync(book, phones, opened.Task, stop.Token),
            phones.RunAsync(stop.Token),
            TellAsync(book, stop.Token),
            CompareAsync(stop.Token),
            book.Failure.Task,
        ];

        // The first part that ends has failed, or the program stops. The others end with it.
        var first = await Task.WhenAny(parts);
        await stop.CancelAsync();
        if (stoppingToken.IsCancellationRequested) return;
        await first;
    }

    private async Task ReadCenterAsync(
        CallBook book, PhoneBook phones, TaskCompletionSource opened, CancellationToken cancel)
    {
        await foreach (var happened in center.ReadAsync(cancel))
        {
            switch (happened)
            {
                case StreamOpened when !opened.Task.IsCompleted:
                    await ReadAgentsAsync(book, phones, cancel);
                    opened.SetResult();
                    break;
                case StreamOpened or StreamReset:
                    await ReadAgentsAsync(book, phones, cancel);
                    book.PostAll(new Recheck());
                    break;
                case ContactHappened contact:
                    book.Take(contact);
                    break;
                case AgentHappened agent:
                    if (agent.HasProfile) book.SetAddress(agent.Agent, agent.Address);
                    if (agent.Presence is not null) book.SetPresence(agent.Agent, agent.Presence);
                    phones.Take(agent);
                    break;
            }
        }
    }

    private async Task ReadAgentsAsync(CallBook book, PhoneBook phones, CancellationToken cancel)
    {
        foreach (var agent in await center.ListAgentsAsync(cancel))
        {
            book.SetAddress(agent.Id, agent.Address);
            book.SetPresence(agent.Id, agent.Presence);
            phones.Set(agent);
        }
    }

    private async Task ReadSwitchAsync(CallBook book, PhoneBook phones, Task opened, CancellationToken cancel)
    {
        // The center's events must be on their way before a call is put in line, so that none of its offers is missed.
        await opened.WaitAsync(cancel);
        await foreach (var happened in @switch.ReadAsync(cancel))
        {
            switch (happened)
            {
                case CallEvent call:
                    book.Take(call);
                    break;
                case CallsListed:
                    book.FinishList();
                    await EndOrphansAsync(book, cancel);
                    if (_ready.TrySetResult()) LogReady(book.Count);
                    break;
                default:
                    await phones.TakeAsync(happened, cancel);
                    break;
            }
        }
    }

    /// <summary>Contacts whose calls the switch does not have: it was started anew, and the callers are gone.</summary>
    private async Task EndOrphansAsync(CallBook book, CancellationToken cancel)
    {
        foreach (var contact in await center.ListContactsAsync(options.Switch, cancel))
        {
            if (contact.IsCallback || contact.State == "wrapUp" || book.Has(contact.Id)) continue;
            var answer = await center.HangUpAsync(contact.Id, "system", cancel);
            if (answer.IsOk) LogOrphan(contact.Id, contact.State);
        }
    }

    private async Task TellAsync(CallBook book, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.TellEvery, options.Clock);
        while (await timer.WaitForNextTickAsync(cancel)) book.PostAll(new TellDue());
    }

    private async Task CompareAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.CompareEvery, options.Clock);
        while (await timer.WaitForNextTickAsync(cancel)) await @switch.ListCallsAsync(cancel);
    }

    [LoggerMessage(1, LogLevel.Information, "The switch and the center are compared: {Calls} calls.")]
    private partial void LogReady(int calls);

    [LoggerMessage(2, LogLevel.Warning, "Contact {Contact} ({State}) is ended: the switch has no call for it.")]
    private partial void LogOrphan(string contact, string state);
}
