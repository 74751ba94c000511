namespace Acd.Core.Tests;

/// <summary>What an agent says of a contact that ends: its disposition and a note.</summary>
public sealed class OutcomeTests
{
    private static readonly ContactId Call = new("c1");

    [Fact]
    public void What_is_said_at_the_end_of_the_talk_is_in_the_document_and_in_the_event_that_closes_it()
    {
        var engine = Connected(TimeSpan.FromMinutes(1));

        engine.Apply(new CompleteContact(Call) { Disposition = "sold", Note = "two licences" }, At(5));
        var wrapUp = Assert.IsType<ContactReply>(engine.Ask(new GetContact(Call))).Contact;
        Assert.Equal(("sold", "two licences"), (wrapUp.Disposition, wrapUp.Note));
        engine.TakeChanges();
        engine.Apply(new EndWrapUp(Call) { Disposition = "sold later" }, At(9));

        var changes = engine.TakeChanges();
        var closed = Assert.Single(changes.Events.OfType<ContactClosed>());
        Assert.Equal(("sold later", "two licences"), (closed.Disposition, closed.Note));
    }

    [Fact]
    public void A_repeated_completion_changes_nothing_that_was_said()
    {
        var engine = Connected(TimeSpan.FromMinutes(1));
        engine.Apply(new CompleteContact(Call) { Disposition = "sold" }, At(5));

        engine.Apply(new CompleteContact(Call) { Disposition = "lost" }, At(6));

        Assert.Equal("sold", Assert.IsType<ContactReply>(engine.Ask(new GetContact(Call))).Contact.Disposition);
    }

    [Fact]
    public void It_survives_a_reload()
    {
        var engine = Connected(TimeSpan.FromMinutes(1));
        engine.Apply(new CompleteContact(Call) { Disposition = "sold", Note = "two" }, At(5));
        var document = Assert.IsType<ContactReply>(engine.Ask(new GetContact(Call))).Contact;
        var agent = Assert.IsType<AgentReply>(engine.Ask(new GetAgent(new("ann")))).Agent;

        var again = Engine.Load(
            new CenterDocuments { Settings = engine.Settings, Contacts = [document], Agents = [agent] }, At(6));
        again.Apply(new EndWrapUp(Call), At(7));

        var closed = Assert.Single(again.TakeChanges().Events.OfType<ContactClosed>());
        Assert.Equal(("sold", "two"), (closed.Disposition, closed.Note));
    }

    [Theory]
    [InlineData("", null, "disposition", "1 to 64 characters")]
    [InlineData(null, "", "note", "1 to 1000 characters")]
    public void What_is_too_short_or_too_long_is_refused(string? disposition, string? note, string field, string limit)
    {
        var engine = Connected(TimeSpan.FromMinutes(1));
        (string?, string?)[] invalid =
        [
            (disposition, note),
            field == "note" ? (null, new string('x', Limits.ContactNoteLength + 1)) : (new string('x', 65), null),
        ];

        foreach (var (badDisposition, badNote) in invalid)
        {
            var refusal = Assert.IsType<Refusal>(
                engine.Apply(new CompleteContact(Call) { Disposition = badDisposition, Note = badNote }, At(5)));
            Assert.Equal((field, limit), (refusal.Field, refusal.Limit));
        }

        Assert.Equal(
            ContactState.Connected, Assert.IsType<ContactReply>(engine.Ask(new GetContact(Call))).Contact.State);
    }

    private static Engine Connected(TimeSpan wrapUp)
    {
        var engine = Engine.Load(CenterDocuments.Empty, At(0));
        Command[] commands =
        [
            new PutQueue(new QueueSettings(QueueId.Default) { WrapUp = wrapUp, AutoAccept = true }),
            new PutAgent(new("ann"), new AgentProfile()), new SetPresence(new("ann"), Presence.Available),
            new EnqueueContact(Call),
        ];
        foreach (var command in commands)
            Assert.IsNotType<Refusal>(engine.Apply(command, At(1)));
        return engine;
    }

    private static Timestamp At(int seconds) => Transcript.Start + TimeSpan.FromSeconds(seconds);
}
