namespace Acd.Core.Tests;

/// <summary>The board and the agents' states, against the statistics and the engine's own counts.</summary>
public sealed class BoardTests
{
    private const int Steps = 1_000;

    private static readonly StreamStyle[] Styles =
        [StreamStyle.Calls, StreamStyle.Blended, StreamStyle.Restive, StreamStyle.Heartbeating];

    private static readonly QueueId Sales = new("sales"), Help = new("help");

    private static readonly AgentId Ann = new("ann"), Bob = new("bob");

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 4)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_board_says_the_same_as_the_statistics_of_each_queue_and_the_list_of_agents(int seed)
    {
        var stream = new CommandStream(seed, Styles[seed % Styles.Length]);
        var model = new ReferenceModel(stream.Settings, Transcript.Start);
        var engine = Engine.Load(new CenterDocuments { Settings = stream.Settings }, Transcript.Start);
        var now = Transcript.Start;
        for (var step = 0; step < Steps; step++)
        {
            var next = stream.Next(model);
            now += next.After;
            model.Play(next.Request, now);
            engine.Play(next.Request, now);

            engine.TakeChanges();
            if (step % 10 == 0) Compare(engine, now);
        }
    }

    private static void Compare(Engine engine, Timestamp now)
    {
        var board = Assert.IsType<BoardReply>(engine.Ask(new GetBoard(), now));
        now = board.At;
        Assert.Equal(engine.LastSequence, board.Sequence);
        Assert.Equal(engine.Settings.Queues.Select(queue => queue.Id), board.Queues.Select(row => row.Queue));
        foreach (var row in board.Queues)
            Compare(row, Assert.IsType<ContactStatsReply>(engine.Ask(new GetQueueStats(row.Queue), now)), now);
        var center = Assert.IsType<ContactStatsReply>(engine.Ask(new GetCenterStats(), now));
        Compare(board.Center, center, now);
        Assert.Equal(center.Agents!.Available, board.Center.Available);

        var agents = board.Agents;
        var counts = center.Agents;
        Assert.Equal(
            (counts.Idle, counts.Offered + counts.Draining, counts.Busy, counts.WrapUp, counts.NotReady, counts.Offline),
            (agents.Idle, agents.Ringing, agents.Busy, agents.WrapUp, agents.NotReady, agents.Offline));
        foreach (var (state, count) in new[]
        {
            (AgentState.Idle, agents.Idle), (AgentState.Ringing, agents.Ringing), (AgentState.Busy, agents.Busy),
            (AgentState.WrapUp, agents.WrapUp), (AgentState.NotReady, agents.NotReady), (AgentState.Offline, agents.Offline),
        })
        {
            var listed = Assert.IsType<AgentsReply>(engine.Ask(new ListAgents(0, 1000) { State = state }, now)).Agents;
            Assert.Equal((state, count), (state, listed.Count));
            Assert.All(listed, agent => Assert.True(agent.State == state && agent.StateSince <= now));
        }
    }

    private static void Compare(BoardFigures row, ContactStatsReply stats, Timestamp now)
    {
        Assert.Equal(
            (stats.Now.Waiting, stats.Now.Offered, stats.Now.Connected, stats.Now.WrapUp, stats.Now.Callbacks),
            (row.Waiting, row.Ringing, row.Connected, row.WrapUp, row.Callbacks));
        Assert.Equal(stats.Now.LongestWait, row.LongestWaitingSince is { } since ? now - since : null);
        Assert.Equal((stats.Total.Answered, stats.Total.Abandoned), (row.Answered, row.Abandoned));
        Assert.Equal(
            (stats.Total.ServiceLevel.OfOffered, stats.Total.AverageSpeedOfAnswer),
            (row.ServiceLevel, row.AverageSpeedOfAnswer));
        Assert.InRange(row.Unservable, 0, row.Waiting);
    }

    [Fact]
    public void A_queue_has_the_available_agents_with_the_skills_of_its_gates_or_contacts()
    {
        var engine = Center();
        Assert.Equal((1, 2), (Row(engine, Sales).Available, Row(engine, Help).Available));

        engine.Apply(new PutQueue(new QueueSettings(Help)), At(1));
        engine.Apply(new EnqueueContact(new("c1")) { Queue = Help, Requirements = [new(new("law"))] }, At(1));
        Assert.Equal((0, 1), (Row(engine, Help).Available, Row(engine, Help).Unservable));
        Assert.Equal(1, Board(engine).Center.Unservable);

        engine.Apply(new SetPresence(Bob, Presence.NotReady), At(2));
        Assert.Equal((1, 1, 1), (Row(engine, Sales).Available, Board(engine).Center.Available, Board(engine).Agents.NotReady));
    }

    [Fact]
    public void A_queue_has_its_name_its_target_and_whether_it_is_open()
    {
        var engine = Center();
        engine.Apply(new CloseCenter(false), At(1));

        var board = Board(engine);
        Assert.Equal((false, "Sales", true), (board.Center.Open, Row(engine, Sales).Name, Row(engine, Sales).Open));
        Assert.Equal(("help", false), (Row(engine, Help).Name, Row(engine, Help).Open));
        Assert.Equal(TimeSpan.FromSeconds(30), Row(engine, Sales).Target);
    }

    [Fact]
    public void A_contact_counts_where_it_came_and_where_its_wait_ended()
    {
        var engine = Center();
        engine.Apply(new EnqueueContact(new("c1")) { Gate = new("in") }, At(1));
        Assert.Equal((1, At(1)), (Row(engine, Sales).Ringing, Row(engine, Sales).LongestWaitingSince));
        engine.Apply(new AbandonContact(new("c1")), At(11));
        engine.Apply(new EnqueueContact(new("c2")) { Gate = new("in") }, At(20));
        Accept(engine, At(24));

        var row = Row(engine, Sales);
        Assert.Equal((2, 1, 1, 1), (row.Offered, row.Answered, row.Abandoned, row.Connected));
        Assert.Equal((0.5m, 0.5m, TimeSpan.FromSeconds(4)), (row.ServiceLevel, row.AbandonedShare, row.AverageSpeedOfAnswer));
        Assert.Equal((2, 1), (Board(engine).Center.Offered, Board(engine).Agents.Busy));
    }

    [Fact]
    public void An_agent_is_in_its_state_since_its_contact_or_its_presence_changed()
    {
        var engine = Center();
        (AgentState? State, Timestamp? Since) Of() =>
            Assert.IsType<AgentReply>(engine.Ask(new GetAgent(Ann))) is var agent ? (agent.State, agent.StateSince) : default;

        Assert.Equal((AgentState.Idle, At(0)), Of());
        engine.Apply(new EnqueueContact(new("c1")) { Gate = new("in") }, At(10));
        Assert.Equal((AgentState.Ringing, At(10)), Of());
        Accept(engine, At(14));
        Assert.Equal((AgentState.Busy, At(14)), Of());
        engine.Apply(new CompleteContact(new("c1")), At(60));
        Assert.Equal((AgentState.WrapUp, At(60)), Of());
        engine.Apply(new EndWrapUp(new("c1")), At(75));
        Assert.Equal((AgentState.Idle, At(75)), Of());
        engine.Apply(new SetPresence(Ann, Presence.NotReady, "lunch"), At(80));
        Assert.Equal((AgentState.NotReady, At(80)), Of());
        engine.Apply(new SetPresence(Ann, Presence.Offline), At(90));
        Assert.Equal((AgentState.Offline, At(90)), Of());
    }

    [Fact]
    public void Agents_are_listed_by_state_queue_skill_and_a_part_of_their_name()
    {
        var engine = Center();
        string List(ListAgents list) =>
            string.Join(' ', Assert.IsType<AgentsReply>(engine.Ask(list)).Agents.Select(agent => agent.Agent.Id));

        Assert.Equal("ann bob carl", List(new ListAgents()));
        Assert.Equal("ann bob", List(new ListAgents { State = AgentState.Idle }));
        Assert.Equal("carl", List(new ListAgents { State = AgentState.Offline }));
        Assert.Equal("ann carl", List(new ListAgents { Skill = new("en") }));
        Assert.Equal("ann carl", List(new ListAgents { Queue = Sales }));
        Assert.Equal("ann bob carl", List(new ListAgents { Queue = Help }));
        Assert.Equal("ann", List(new ListAgents { Queue = Sales, State = AgentState.Idle }));
        Assert.Equal("ann", List(new ListAgents { Search = "LOVE" }));
        Assert.Equal("carl", List(new ListAgents { Search = "car" }));
        Assert.Equal("queue.unknown", Assert.IsType<Refusal>(engine.Ask(new ListAgents { Queue = new("none") })).Code);
        Assert.Equal("search", Assert.IsType<Refusal>(engine.Ask(new ListAgents { Search = "" })).Field);
        Assert.Equal("search", Assert.IsType<Refusal>(engine.Ask(new ListAgents { Search = new('a', 65) })).Field);

        var first = Assert.IsType<AgentsReply>(engine.Ask(new ListAgents(0, 1) { Skill = new("en") }));
        var second = Assert.IsType<AgentsReply>(engine.Ask(new ListAgents(first.Next!.Value, 1) { Skill = new("en") }));
        Assert.Equal(("ann", "carl"), (first.Agents[0].Agent.Id.Value, second.Agents[0].Agent.Id.Value));
    }

    [Fact]
    public void A_page_with_a_filter_looks_at_a_limited_number_of_agents()
    {
        var engine = Engine.Load(CenterDocuments.Empty, At(0));
        for (var number = 0; number <= AgentPage.MaxScanned; number++)
            engine.Apply(new PutAgent(new($"a{number}"), new AgentProfile()), At(0));

        var first = Assert.IsType<AgentsReply>(engine.Ask(new ListAgents { State = AgentState.Busy }));
        var second = Assert.IsType<AgentsReply>(engine.Ask(new ListAgents(first.Next!.Value) { State = AgentState.Busy }));

        Assert.Empty(first.Agents);
        Assert.Null(second.Next);
    }

    /// <summary>Ann has English and Bob nothing, both available; Carl has English and is offline.</summary>
    private static Engine Center()
    {
        var engine = Engine.Load(CenterDocuments.Empty, At(0));
        Command[] commands =
        [
            new PutQueue(new QueueSettings(Sales)
            {
                Name = "Sales", ServiceLevelTarget = TimeSpan.FromSeconds(30), WrapUp = TimeSpan.FromMinutes(1),
            }),
            new PutQueue(new QueueSettings(Help) { Closed = true }),
            new PutGate(new GateSettings(new("in"), Sales) { Requirements = [new(new("en"))] }),
            new PutAgent(Ann, new AgentProfile { Name = "Ada Lovelace", Skills = [new(new("en"))] }),
            new PutAgent(Bob, new AgentProfile()),
            new PutAgent(new("carl"), new AgentProfile { Skills = [new(new("en"))] }),
            new SetPresence(Ann, Presence.Available), new SetPresence(Bob, Presence.Available),
        ];
        foreach (var command in commands)
            Assert.False(engine.Apply(command, At(0)) is Refusal refusal, $"{command}");
        return engine;
    }

    private static void Accept(Engine engine, Timestamp now)
    {
        var offer = Assert.IsType<AgentReply>(engine.Ask(new GetAgent(Ann))).Contacts[0].Offer;
        Assert.IsType<ContactReply>(engine.Apply(new AcceptOffer(offer), now));
    }

    private static Timestamp At(int seconds) => Transcript.Start + TimeSpan.FromSeconds(seconds);

    private static BoardReply Board(Engine engine) => Assert.IsType<BoardReply>(engine.Ask(new GetBoard()));

    private static BoardQueue Row(Engine engine, QueueId queue) => Board(engine).Queues.Single(row => row.Queue == queue);
}
