using System.Globalization;
using Acd.Core;
using Acd.Grains;

namespace Acd.Cluster.Tests;

/// <summary>A board, made of events, is what the engine says, whatever happens.</summary>
public sealed class SkillBoardProjectionTests
{
    private static readonly Timestamp Start = new(1_800_000_000_000);
    private static readonly SkillId[] Skills = [new("en"), new("fr"), new("billing")];

    private readonly Engine _engine = Engine.CreateForSimulation(new CenterSettings(), Start);
    private readonly List<CenterEvent> _events = [];
    private readonly HashSet<OfferId> _offers = [];
    private Timestamp _now = Start;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Over_a_random_stream_the_board_is_the_engines_answer(int seed)
    {
        var random = new Random(seed);
        var board = new SkillBoardProjection(CenterDocuments.Empty, 0);
        Apply(new PutQueue(new QueueSettings(QueueId.Default)
        {
            OffersAtOnce = 2,
            Plan = [new(TimeSpan.FromSeconds(20), new WaitAction { Requirements = [new(Skills[2])] })],
        }));
        foreach (var agent in new[] { "ann", "bob", "eve" })
            Apply(new PutAgent(new(agent), new AgentProfile { Skills = [new(Skills[random.Next(3)]), new(new("x"))] }));

        for (var step = 0; step < 600; step++)
        {
            _now += TimeSpan.FromSeconds(random.Next(4));
            _engine.Tick(_now);
            Apply(Choose(random, step));
            foreach (var next in _events) board.Apply(next);
            _events.Clear();
            foreach (var skill in Skills) AssertSame(board.GetBoard(skill, _now), skill, $"seed {seed}, step {step}");
        }
    }

    private Command Choose(Random random, int step)
    {
        var contact = new ContactId(random.Next(Math.Max(1, step / 8), 1 + (step / 4)).ToString(CultureInfo.InvariantCulture));
        var agent = new AgentId(new[] { "ann", "bob", "eve" }[random.Next(3)]);
        var offer = _offers.Count == 0 ? new OfferId("o1") : _offers.OrderBy(one => one.Value, StringComparer.Ordinal)
            .ElementAt(random.Next(_offers.Count));
        return random.Next(16) switch
        {
            0 or 1 or 2 or 3 => new EnqueueContact(new($"{step / 4}")) { Requirements = [new(Skills[random.Next(3)])] },
            4 or 5 => new AcceptOffer(offer),
            6 => new DeclineOffer(offer),
            7 => new AbandonContact(contact),
            8 => new TransferContact(contact) { Requirements = [new(Skills[random.Next(3)])] },
            9 => new RequeueContact(contact),
            10 => new RequestCallback(contact, "+49 30 1"),
            11 => new FailCallback(contact),
            12 => new CompleteContact(contact),
            13 => new SetPresence(agent, Presence.Available),
            14 => new SetPresence(agent, random.Next(2) == 0 ? Presence.NotReady : Presence.Offline),
            _ => new PutSkill(new SkillSettings(Skills[0], $"in step {step}")),
        };
    }

    private void Apply(Command command)
    {
        _engine.Apply(command, _now);
        var events = _engine.TakeChanges().Events;
        _events.AddRange(events);
        foreach (var offered in events.OfType<ContactOffered>()) _offers.Add(offered.Offer);
        foreach (var ended in events.OfType<OfferEvent>().Where(one => one is not ContactOffered)) _offers.Remove(ended.Offer);
    }

    private void AssertSame(SkillBoard board, SkillId skill, string when)
    {
        var exact = Assert.Single(Assert.IsType<SkillsReply>(_engine.Ask(new GetSkill(skill), _now)).Skills);
        Assert.Equal(
            (when, exact.Description, exact.Agents, exact.LoggedIn, exact.Available, exact.Waiting),
            (when, board.Description, board.Agents, board.LoggedIn, board.Available, board.Waiting));
    }
}
