using System.Globalization;
using Acd.Core;

namespace Acd.Benchmarks;

/// <summary>
/// An engine that serves contacts one after the other, while others wait for a skill without capacity. Each contact enters and
/// is offered to the longest idle agent with both skills, who accepts and completes it at once.
/// </summary>
internal sealed class ServedContacts
{
    private static readonly SkillId En = new("en"), Billing = new("billing"), Rare = new("rare");

    private readonly Engine _engine;
    private Timestamp _now = new(1_700_000_000_000);
    private long _contacts;

    public ServedContacts(int agents, int waiting, IReferenceMatching? matching)
    {
        _engine = Engine.Load(CenterDocuments.Empty, _now, matching: matching);
        Apply(new PutQueue(new QueueSettings(QueueId.Default) { AutoAccept = true }));
        for (var number = 0; number < agents; number++)
        {
            var agent = new AgentId(string.Create(CultureInfo.InvariantCulture, $"agent{number}"));
            Apply(new PutAgent(agent, new AgentProfile { Skills = [new(En), new(Billing)] }));
            Apply(new SetPresence(agent, Presence.Available));
        }

        // An agent on a break has the skill, so that the waiting contacts are not unservable.
        Apply(new PutAgent(new("rare"), new AgentProfile { Skills = [new(Rare)] }));
        Apply(new SetPresence(new("rare"), Presence.NotReady));
        Apply(new CloseCenter());
        for (var number = 0; number < waiting; number++)
            Apply(new EnqueueContact(Next()) { Requirements = [new(Rare)] });
        Apply(new OpenCenter());
        _engine.TakeChanges();
    }

    /// <summary>Serves a contact: one match for the contact, and one failed match for the freed agent.</summary>
    public void ServeContact()
    {
        _now += TimeSpan.FromMilliseconds(1);
        var contact = Next();
        Apply(new EnqueueContact(contact) { Requirements = [new(En), new(Billing)] });
        Apply(new CompleteContact(contact));
        _engine.TakeChanges();
    }

    private ContactId Next() => new(string.Create(CultureInfo.InvariantCulture, $"contact{++_contacts}"));

    private void Apply(Command command)
    {
        if (_engine.TryApply(command, _now) is { } refusal) throw new InvalidOperationException($"{command}: {refusal.Message}");
    }
}
