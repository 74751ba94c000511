namespace Acd.Core.Tests;

/// <summary>
/// A random stream of requests. It reads the model's state to make interesting requests: mostly possible ones, some impossible.
/// </summary>
public sealed partial class CommandStream
{
    private readonly Random _random;
    private readonly StreamStyle _style;
    private readonly IReadOnlyList<string> _skills;
    private readonly List<Request> _past = [];
    private readonly List<(OfferId Id, OfferOfContact Offer, AgentId Agent)> _offers = [];
    private readonly IReadOnlyList<(int Weight, Func<Request> Make)> _choices;
    private readonly Queue<Func<Request>> _opening = [];
    private readonly int _agents;
    private ReferenceModel _model = null!;
    private int _seen;
    private int _contacts;

    public CommandStream(int seed, StreamStyle style)
    {
        _random = new Random(seed);
        _style = style;
        _agents = _random.Next(1, 7);
        _skills = [.. new[] { "en", "fr", "billing", "loans" }.Take(_random.Next(1, 5))];
        Settings = new CenterSettings
        {
            HeartbeatTimeout = TimeSpan.FromSeconds(Pick(2, 10, 30)),
            ClosedContactTtl = TimeSpan.FromSeconds(Pick(5, 60, 3600)),
            ClosedContactsKept = Pick(3, 1_000_000),
        };
        _choices = Choices();
        foreach (var queue in Enumerable.Range(0, style.Queues + 1))
            _opening.Enqueue(() => new PutQueue(RandomQueue(queue == 0 ? QueueId.Default : new($"q{queue}"))));
        foreach (var gate in Enumerable.Range(1, style.Gates))
            _opening.Enqueue(() => new PutGate(RandomGate() with { Id = new($"g{gate}") }));
        for (var agent = 0; agent < _agents; agent++)
        {
            var id = new AgentId($"a{agent + 1}");
            _opening.Enqueue(() => new PutAgent(id, RandomProfile()));
            if (Chance(80))
                _opening.Enqueue(() => new SetPresence(id, Presence.Available));
        }
    }

    /// <summary>The initial settings.</summary>
    public CenterSettings Settings { get; }

    /// <summary>The next request.</summary>
    /// <param name="model">The model after the previous request.</param>
    public Step Next(ReferenceModel model)
    {
        _model = model;
        LearnOffers();
        if (_opening.TryDequeue(out var opening))
            return new(TimeSpan.Zero, opening());
        var request = RandomlyKeyed(RandomlyBy(RandomlyMeant(RandomRequest())));
        var step = new Step(request is CenterWasAway { For: var away } && Chance(85) ? away : RandomWhile(), request);
        var offer = request switch
        {
            AcceptOffer accept => accept.Offer,
            DeclineOffer decline => decline.Offer,
            ConnectionCommand command => command.Offer ?? default,
            _ => default,
        };
        if (_offers.Find(known => known.Id == offer) is { Offer: { } known })
            step = step with { Offer = known };
        if (request is not (AdvanceTime or ReloadEngine or CenterWasAway))
            _past.Add(request);
        return step;
    }

    /// <summary>Whether the changes of the current request are taken together with the next one's.</summary>
    public bool InBatch() => Chance(_style.Batches);

    /// <summary>Sometimes names the agent that gives the command, mostly the contact's current or last one.</summary>
    private Request RandomlyBy(Request request)
    {
        if (request is not ContactCommand command || !Chance(10))
            return request;
        var contact = _model.Contacts.FirstOrDefault(contact => contact.Id == command.Contact);
        var own = contact?.Agent ?? contact?.KeptOffers().LastOrDefault()?.Agent;
        return request is EnqueueContact ? request : command with { By = Chance(70) && own is { } agent ? agent : Agent() };
    }

    /// <summary>Sometimes names the connection that is meant: mostly the contact's newest, often an earlier one.</summary>
    private Request RandomlyMeant(Request request)
    {
        if (request is not ConnectionCommand { Offer: null } command || !Chance(35))
            return request;
        var own = _offers.FindAll(offer => offer.Offer.Contact == command.Contact);
        if (own.Count == 0 || Chance(4))
            return command with { Offer = new(Pick("o0", "o999999", "o1")) };
        return command with { Offer = own[Chance(60) ? own.Count - 1 : _random.Next(Math.Max(0, own.Count - 4), own.Count)].Id };
    }

    private Request RandomRequest()
    {
        var number = _random.Next(_choices.Sum(choice => choice.Weight));
        foreach (var (weight, make) in _choices)
        {
            number -= weight;
            if (number < 0)
                return make();
        }

        throw new InvalidOperationException("The weights are more than their sum.");
    }

    /// <summary>The time before the next request: mostly short, often near the next deadline, sometimes minutes.</summary>
    private TimeSpan RandomWhile()
    {
        var toDeadline = (_model.NextDeadline ?? _model.Now) - _model.Now;
        return _random.Next(100) switch
        {
            < 50 => TimeSpan.Zero,
            < 70 => TimeSpan.FromMilliseconds(_random.Next(1, 5)),
            < 84 => TimeSpan.FromMilliseconds(_random.Next(1, 4) * 500),
            < 90 => toDeadline,
            < 92 => toDeadline + TimeSpan.FromMilliseconds(1),
            < 94 => toDeadline > TimeSpan.Zero ? toDeadline - TimeSpan.FromMilliseconds(1) : toDeadline,
            < 98 => TimeSpan.FromMilliseconds(_random.Next(8_000)),
            98 => TimeSpan.FromSeconds(_random.Next(300)),
            _ => TimeSpan.FromMilliseconds(-_random.Next(2_000)),
        };
    }

    private void LearnOffers()
    {
        foreach (var offered in _model.Events.Skip(_seen).OfType<ContactOffered>())
        {
            var before = _offers.Count(offer => offer.Offer.Contact == offered.Contact);
            _offers.Add((offered.Offer, new(offered.Contact, before), offered.Agent!.Value));
        }

        _seen = _model.Events.Count;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(params IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    /// <summary>A text that exceeds a length.</summary>
    private static string TooLong(int length) => new('x', length + 1);
}
