using static Acd.Core.Tests.TranscriptFormat;

namespace Acd.Core.Tests;

/// <summary>Parses the upper half of a transcript: one request per line, as <see cref="CommandPrinter"/> prints it.</summary>
public static partial class CommandParser
{
    public static Step Parse(string line)
    {
        var words = Split(line);
        var after = words.Peek().StartsWith('+') ? Duration(words.Dequeue()[1..]) : TimeSpan.Zero;
        var request = Request(words);
        return words.Count == 0 ? new(after, request) : throw new FormatException($"'{words.Peek()}' is too much in: {line}");
    }

    private static Request Request(Queue<string> words)
    {
        var verb = words.Dequeue();
        return verb switch
        {
            "wait" => new AdvanceTime(),
            "key" => Keyed(new RequestKey(words.Dequeue(), words.Dequeue()), words),
            "ifNew" => Command(words) with { If = new Precondition { MustBeNew = true } },
            "ifExists" => Command(words) with { If = new Precondition { Versions = [] } },
            "ifVersion" => Conditional(words.Dequeue().Split(','), words),
            "reload" => new ReloadEngine(),
            "awayFor" => new CenterWasAway(Duration(words.Dequeue())),
            "show" => Show(words.Dequeue(), words),
            "explain" => new ExplainContact(Contact(words)),
            "contact" => Enqueue(words),
            "accept" => new AcceptOffer(new(words.Dequeue()), TryConsume(words, "by") ? Agent(words) : null),
            "decline" => new DeclineOffer(new(words.Dequeue()), TryConsume(words, "by") ? Agent(words) : null)
            {
                Cause = TryConsume(words, "cause") ? words.Dequeue() : null,
            },
            "agent" => new PutAgent(Agent(words), OnlyNew: TryConsume(words, "new"), Profile: Profile(words)),
            "force" => Presence(Agent(words), words) with { Forced = true },
            "remove" => Remove(words.Dequeue(), words),
            "give" => new PutAgentSkill(Agent(words), Skill(words.Dequeue())),
            "take" => Take(new(words.Dequeue()), words),
            "endAgentWrapUp" => new EndAgentWrapUp(Agent(words), TryConsume(words, "offer") ? new(words.Dequeue()) : null),
            "heartbeat" => new HeartbeatAgent(Agent(words)),
            "open" => new OpenCenter(TryConsume(words, "agents")),
            "close" => new CloseCenter(TryConsume(words, "agents")),
            "queue" => new PutQueue(Queue(words)),
            "queueAndRunning" => new PutQueue(Queue(words)) { ApplyToRunning = true },
            "gate" => new PutGate(Gate(words)),
            "channel" => new PutChannel(Channels(words.Dequeue())[0]),
            "keepRoom" => new PutKeepRoom(Duration(words.Dequeue())),
            "timeZone" => new PutTimeZone(words.Dequeue()),
            "center" => new PutGeneralSettings(Options(words)),
            "skill" => new PutSkill(new(new(words.Dequeue()), words.Dequeue())),
            _ => (Command?)AboutContact(verb, words) ?? Presence(new(verb), words),
        };
    }

    private static Command Command(Queue<string> words) => (Command)Request(words);

    private static Command Keyed(RequestKey key, Queue<string> words) => Command(words) with { Key = key };

    private static Command Conditional(string[] versions, Queue<string> words) =>
        Command(words) with { If = new Precondition { Versions = versions } };

    private static Query Show(string what, Queue<string> words) => what switch
    {
        "agent" => new GetAgent(Agent(words)),
        "queue" => new GetQueue(new(words.Dequeue())),
        "pickable" => new ListPickable(Agent(words)),
        "gate" => new GetGate(new(words.Dequeue())),
        _ => new GetContact(Contact(words)),
    };

    private static Command Remove(string what, Queue<string> words) => what switch
    {
        "agent" => new RemoveAgent(Agent(words)),
        "queue" => new RemoveQueue(new(words.Dequeue())),
        "gate" => new RemoveGate(new(words.Dequeue())),
        _ => new RemoveSkill(new(words.Dequeue())),
    };

    private static SetPresence Presence(AgentId agent, Queue<string> words)
    {
        var presence = Enum.Parse<Presence>(words.Dequeue(), ignoreCase: true);
        var keeps = TryConsume(words, "keepOffers");
        return new(agent, presence, words.TryDequeue(out var reason) ? reason : null, KeepOffers: keeps);
    }

    private static AgentId Agent(Queue<string> words) => new(words.Dequeue());

    private static ContactId Contact(Queue<string> words) => new(words.Dequeue());

    private static bool TryConsume(Queue<string> words, string word)
    {
        if (!words.TryPeek(out var next) || next != word)
            return false;
        words.Dequeue();
        return true;
    }

    private static RemoveAgentSkill Take(SkillId skill, Queue<string> words)
    {
        if (!TryConsume(words, "from"))
            throw new FormatException("A skill is taken 'from' an agent.");
        return new(Agent(words), skill);
    }

    private static AgentProfile Profile(Queue<string> words)
    {
        var profile = new AgentProfile();
        while (words.TryDequeue(out var word))
        {
            profile = word switch
            {
                "name" => profile with { Name = words.Dequeue() },
                "skills" => profile with { Skills = Skills(words.Dequeue()) },
                "capacity" => profile with { Capacity = Integer(words.Dequeue()) },
                "channels" => profile with { Channels = Channels(words.Dequeue()) },
                "autoAccept" => profile with { AutoAccept = true },
                "manualIn" => profile with { ManualIn = true },
                "address" => profile with { Address = words.Dequeue() },
                _ => throw new FormatException($"An agent has no '{word}'."),
            };
        }

        return profile;
    }
}
