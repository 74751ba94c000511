using System.Globalization;
using Acd.Core;

namespace Acd.Connections.Tests;

/// <summary>An engine whose clock a test turns, by whole seconds, and everything that it emits.</summary>
internal sealed class EngineRun
{
    private readonly Engine _engine = Engine.Load(CenterDocuments.Empty, Start);

    /// <summary>When every run begins: a Tuesday, at nine.</summary>
    public static readonly Timestamp Start = Timestamp.From(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero));

    public Timestamp Now { get; private set; } = Start;

    /// <summary>The events so far.</summary>
    public List<CenterEvent> Events { get; } = [];

    /// <summary>Turns the clock; what is due happens at its time.</summary>
    public void Advance(int seconds)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (_engine.NextDeadline is { } due && due <= end)
        {
            Now = due > Now ? due : Now;
            _engine.Tick(Now);
            Take();
        }

        Now = end;
        _engine.Tick(Now);
        Take();
    }

    /// <summary>Applies a command.</summary>
    public Reply Send(Command command)
    {
        var reply = _engine.Apply(command, Now);
        Take();
        return reply;
    }

    /// <summary>Applies commands that must not be refused.</summary>
    public void Do(params Command[] commands)
    {
        foreach (var command in commands)
            if (Send(command) is Refusal refusal) throw new InvalidOperationException($"{command}: {refusal.Message}");
    }

    /// <summary>Accepts the pending offer of a contact.</summary>
    public void Accept(string contact)
    {
        var found = (ContactReply)_engine.Ask(new GetContact(new(contact)), Now);
        Do(new AcceptOffer(found.Contact.Offers.Last(offer => offer.State == OfferState.Pending).Id));
    }

    /// <summary>Answers a query.</summary>
    public T Ask<T>(Query query) where T : Reply => (T)_engine.Ask(query, Now);

    /// <summary>An available agent.</summary>
    public void LogIn(string agent) => Do(
        new PutAgent(new(agent), new AgentProfile()), new SetPresence(new(agent), Presence.Available));

    /// <summary>The seconds of the log at a time after the beginning.</summary>
    public static string Epoch(int seconds) =>
        (Start + TimeSpan.FromSeconds(seconds)).ToDateTimeOffset().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private void Take() => Events.AddRange(_engine.TakeChanges().Events);
}
