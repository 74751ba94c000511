using static Acd.Core.Tests.TranscriptWords;

namespace Acd.Core.Tests;

/// <summary>Reads the upper half of a transcript: one request a line, as <see cref="CommandPrinter"/> writes them.</summary>
public static class CommandParser
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
            "wait" => new LetTimePass(),
            "reload" => new ReloadEngine(),
            "show" => words.Dequeue() == "agent" ? new GetAgent(Agent(words)) : new GetContact(Contact(words)),
            "contact" => Enqueue(words),
            "abandon" => new AbandonContact(Contact(words), Reason(words)),
            "complete" => new CompleteContact(Contact(words)),
            "endWrapUp" => new EndWrapUp(Contact(words)),
            "requeue" => new RequeueContact(Contact(words)),
            "transfer" => new TransferContact(Contact(words), Takes(words, "skills") ? Requirements(words.Dequeue())
                : Takes(words, "noSkills") ? [] : null),
            "hold" => new HoldContact(Contact(words)),
            "resume" => new ResumeContact(Contact(words)),
            "priority" => new ChangePriority(Contact(words), Integer(words.Dequeue())),
            "accept" => new AcceptOffer(new(words.Dequeue()), Takes(words, "by") ? Agent(words) : null),
            "decline" => new DeclineOffer(new(words.Dequeue()), Takes(words, "by") ? Agent(words) : null),
            "agent" => new PutAgent(Agent(words), OnlyNew: Takes(words, "new"), Profile: Profile(words)),
            "remove" => words.Dequeue() == "agent" ? new RemoveAgent(Agent(words)) : new RemoveSkill(new(words.Dequeue())),
            "give" => new PutAgentSkill(Agent(words), Skill(words.Dequeue())),
            "take" => Take(new(words.Dequeue()), words),
            "heartbeat" => new HeartbeatAgent(Agent(words)),
            "open" => new OpenCenter(Takes(words, "agents")),
            "close" => new CloseCenter(Takes(words, "agents")),
            "queue" => new PutQueue(Queue(words)),
            "skill" => new PutSkill(new(new(words.Dequeue()), words.Dequeue())),
            _ => new SetPresence(
                new(verb),
                Enum.Parse<Presence>(words.Dequeue(), ignoreCase: true),
                words.TryDequeue(out var reason) ? reason : null),
        };
    }

    private static AgentId Agent(Queue<string> words) => new(words.Dequeue());

    private static ContactId Contact(Queue<string> words) => new(words.Dequeue());

    private static CloseReason Reason(Queue<string> words) =>
        words.TryDequeue(out var reason) ? Enum.Parse<CloseReason>(reason, ignoreCase: true) : CloseReason.Abandoned;

    private static bool Takes(Queue<string> words, string word)
    {
        if (!words.TryPeek(out var next) || next != word)
            return false;
        words.Dequeue();
        return true;
    }

    private static RemoveAgentSkill Take(SkillId skill, Queue<string> words)
    {
        if (!Takes(words, "from"))
            throw new FormatException("A skill is taken 'from' an agent.");
        return new(Agent(words), skill);
    }

    private static EnqueueContact Enqueue(Queue<string> words)
    {
        var enqueue = new EnqueueContact(Contact(words));
        while (words.TryDequeue(out var word))
        {
            enqueue = word switch
            {
                "queue" => enqueue with { Queue = new(words.Dequeue()) },
                "channel" => enqueue with { Channel = new(words.Dequeue()) },
                "skills" => enqueue with { Requirements = Requirements(words.Dequeue()) },
                "priority" => enqueue with { Priority = Integer(words.Dequeue()) },
                "attributes" => enqueue with { Attributes = words.Dequeue() },
                _ => throw new FormatException($"A contact has no '{word}'."),
            };
        }

        return enqueue;
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
                _ => throw new FormatException($"An agent has no '{word}'."),
            };
        }

        return profile;
    }

    private static QueueSettings Queue(Queue<string> words)
    {
        var queue = new QueueSettings(new QueueId(words.Dequeue()));
        while (words.TryDequeue(out var word))
        {
            queue = word switch
            {
                "offerTimeout" => queue with { OfferTimeout = Duration(words.Dequeue()) },
                "wrapUp" => queue with { WrapUp = Duration(words.Dequeue()) },
                "maxMissedOffers" => queue with { MaxMissedOffers = Integer(words.Dequeue()) },
                "retryCooldown" => queue with { RetryCooldown = Duration(words.Dequeue()) },
                "autoAccept" => queue with { AutoAccept = true },
                "headStart" => queue with { HeadStartPerPriority = Duration(words.Dequeue()) },
                "strict" => queue with { StrictPriority = true },
                "serviceLevelTarget" => queue with { ServiceLevelTarget = Duration(words.Dequeue()) },
                _ => throw new FormatException($"A queue has no '{word}'."),
            };
        }

        return queue;
    }
}
