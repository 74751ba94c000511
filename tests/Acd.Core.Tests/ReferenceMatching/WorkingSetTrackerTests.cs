namespace Acd.Core.Tests;

/// <summary>The changes that the engine publishes to its working sets, and the answers that it accepts from them.</summary>
public sealed class WorkingSetTrackerTests
{
    private static readonly ReadySetKey Voice = new(ChannelId.Voice, IdleBasis.Available);

    private readonly InMemoryMatching _matching = new();
    private readonly Engine _engine;

    public WorkingSetTrackerTests() => _engine = Engine.Load(CenterDocuments.Empty, Transcript.Start, matching: _matching);

    [Fact]
    public void At_rest_the_sets_hold_the_waiting_contacts_and_ready_agents()
    {
        Do("agent ann skills en,fr", "ann available", "agent bob skills en", "bob available", "contact c1 skills de");
        Do("contact c2 skills de priority 1", "contact c3 skills fr", "contact c4 skills de", "abandon c4");

        Assert.Equal(["c2", "c1"], _matching.Line);
        Assert.Equal(["bob: en"], _matching.AgentsIn(Voice));

        Do("take en from bob", "priority c1 2");

        Assert.Equal(["c1", "c2"], _matching.Line);
        Assert.Equal(["bob: "], _matching.AgentsIn(Voice));

        Do("remove agent bob");

        Assert.Empty(_matching.AgentsIn(Voice));
    }

    [Fact]
    public void A_loaded_engine_fills_the_sets()
    {
        Do("agent ann skills en", "ann available", "contact c1 skills de", "contact c2");
        Do("agent bob skills en", "bob available", "agent cid", "cid notReady");
        var store = new StoreFake(new CenterSettings());
        store.Write(_engine.TakeChanges());
        var sets = new InMemoryMatching();

        Engine.Load(store.Read(), Transcript.Start, matching: sets);

        Assert.Equal(["c1"], sets.Line);
        Assert.Equal(["bob: en"], sets.AgentsIn(Voice));
    }

    [Fact]
    public void Contacts_set_aside_in_a_round_are_in_line_again()
    {
        Do("contact c1 skills de", "contact c2 skills en", "contact c3 skills de", "agent ann skills en", "ann available");

        Assert.Equal(["c1", "c3"], _matching.Line);
        Assert.Equal("c2", Assert.Single(_engine.TakeChanges().Events.OfType<ContactOffered>()).Contact.Value);
    }

    [Fact]
    public void A_command_without_a_possible_match_does_not_read_the_sets()
    {
        Do("contact c1 skills de", "agent ann skills en", "ann available");
        _matching.SpoilFirst = _ => throw new InvalidOperationException("It was asked.");

        Do("ann notReady", "priority c1 2", "queue default wrapUp 5s", "contact c2");

        Assert.Equal(["c1", "c2"], _matching.Line);
        Assert.Throws<InvalidOperationException>(() => Do("ann available"));
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("bob")]
    [InlineData("nobody")]
    public void An_agent_who_is_not_ready_in_an_answer_is_a_broken_invariant(string agent)
    {
        Do("agent ann skills en", "agent bob", "bob available", "agent cid skills en", "cid available");
        _matching.SpoilReady = _ => [new(agent)];

        Breaks("contact c1 skills en", $"The matching says that {agent} is ready for c1, which it is not.");
    }

    [Fact]
    public void Agents_out_of_order_in_an_answer_are_a_broken_invariant()
    {
        Do("channel chat:25::2", "queue default offersAtOnce 2", "agent ann", "ann available", "agent bob", "bob available");
        _matching.SpoilReady = ready => [.. ready.Reverse()];

        // The second contact is read after the first.
        Breaks("contact c1 channel chat", "The matching says that ann comes after an agent that goes behind it.");
    }

    [Theory]
    [InlineData("c9", "c9 is first in line, which is not in it")]
    [InlineData(null, "nobody is in line, where 2 are")]
    [InlineData("c2", "c1 comes after a contact that goes behind it")]
    public void A_contact_that_is_not_first_in_line_in_an_answer_is_a_broken_invariant(string? first, string message)
    {
        Do("contact c1 skills en", "agent ann", "ann available");
        var second = new Queue<ContactId?>(first is null ? [null] : [new(first), new("c1")]);
        _matching.SpoilFirst = _ => second.Dequeue();

        Breaks("contact c2 skills en", $"The matching says that {message}.");
    }

    private void Breaks(string line, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Do(line)).Message);

    private void Do(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var reply = _engine.Apply((Command)CommandParser.Parse(line).Request, Transcript.Start);
            Assert.IsNotType<Refusal>(reply);
        }
    }
}
