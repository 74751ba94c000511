using static Acd.Core.Tests.TranscriptFormat;

namespace Acd.Core.Tests;

/// <summary>Parses commands about contacts.</summary>
public static partial class CommandParser
{
    /// <summary>The command of a verb, if it is about a contact.</summary>
    private static ContactCommand? AboutContact(string verb, Queue<string> words)
    {
        ContactCommand? command = verb switch
        {
            "abandon" => new AbandonContact(Contact(words), Reason(words)),
            "complete" => new CompleteContact(Contact(words)),
            "hangUp" => new HangUpContact(Contact(words), HangingUp(words)),
            "endWrapUp" => new EndWrapUp(Contact(words)),
            "extendWrapUp" => new ExtendWrapUp(Contact(words), Duration(words.Dequeue())),
            "requeue" => new RequeueContact(Contact(words)),
            "transfer" => Transfer(words),
            "assign" => Assign(words),
            "handOver" => HandOver(words),
            "pick" => new PickContact(Contact(words), TryConsume(words, "as") ? Agent(words) : throw new FormatException("Who")),
            "callback" => new RequestCallback(Contact(words), TryConsume(words, "number") ? words.Dequeue() : null),
            "failCallback" => new FailCallback(Contact(words)),
            "hold" => new HoldContact(Contact(words)),
            "resume" => new ResumeContact(Contact(words)),
            "patch" => Patch(words),
            "reopen" => Reopen(words),
            "park" => Park(words),
            "unpark" => new UnparkContact(Contact(words)),
            "priority" => new ChangePriority(Contact(words), Integer(words.Dequeue())),
            _ => null,
        };
        if (command is ConnectionCommand connection && TryConsume(words, "offer"))
            command = connection with { Offer = new(words.Dequeue()) };
        return command is not null && TryConsume(words, "by") ? command with { By = Agent(words) } : command;
    }

    private static Party? HangingUp(Queue<string> words) =>
        words.TryPeek(out var word) && word is not ("by" or "offer")
            ? Enum.Parse<Party>(words.Dequeue(), ignoreCase: true)
            : null;

    private static CloseReason Reason(Queue<string> words) =>
        words.TryPeek(out var word) && word != "by" ? CloseReasonOf(words.Dequeue()) : CloseReason.Abandoned;

    private static CloseReason CloseReasonOf(string word) => Enum.Parse<CloseReason>(word, ignoreCase: true);

    private static EnqueueContact Enqueue(Queue<string> words)
    {
        var enqueue = new EnqueueContact(Contact(words));
        while (words.TryDequeue(out var word))
        {
            enqueue = word switch
            {
                "queue" => enqueue with { Queue = new(words.Dequeue()) },
                "gate" => enqueue with { Gate = new(words.Dequeue()) },
                "channel" => enqueue with { Channel = new(words.Dequeue()) },
                "skills" => enqueue with { Requirements = Requirements(words.Dequeue()) },
                "priority" => enqueue with { Priority = Integer(words.Dequeue()) },
                "preferred" => enqueue with { PreferredAgent = Agent(words) },
                "for" => enqueue with { PreferredFor = Duration(words.Dequeue()) },
                "plan" => enqueue with { Plan = Plan(words) },
                "caller" => enqueue with { CallerId = words.Dequeue() },
                "number" => enqueue with { Caller = words.Dequeue() },
                "attributes" => enqueue with { Attributes = words.Dequeue() },
                "assignTo" => enqueue with { AssignTo = Agent(words) },
                "connected" => enqueue with { Connected = true },
                _ => throw new FormatException($"A contact has no '{word}'."),
            };
        }

        return enqueue;
    }

    private static TransferContact Transfer(Queue<string> words)
    {
        var transfer = new TransferContact(Contact(words));
        while (words.TryPeek(out var word) && word is not ("by" or "offer"))
        {
            words.Dequeue();
            transfer = word switch
            {
                "queue" => transfer with { Queue = new(words.Dequeue()) },
                "gate" => transfer with { Gate = new(words.Dequeue()) },
                "skills" => transfer with { Requirements = Requirements(words.Dequeue()) },
                "noSkills" => transfer with { Requirements = [] },
                "to" => transfer with { Agent = Agent(words) },
                "for" => transfer with { PreferredFor = Duration(words.Dequeue()) },
                "newPlace" => transfer with { NewPlace = true },
                _ => throw new FormatException($"A transfer has no '{word}'."),
            };
        }

        return transfer;
    }

    private static PatchContact Patch(Queue<string> words)
    {
        var patch = new PatchContact(Contact(words));
        if (TryConsume(words, "noSkills"))
            patch = patch with { Requirements = [] };
        else if (TryConsume(words, "skills"))
            patch = patch with { Requirements = Requirements(words.Dequeue()) };
        return TryConsume(words, "attributes") ? patch with { Attributes = words.Dequeue() } : patch;
    }

    private static ReopenContact Reopen(Queue<string> words) => new(Contact(words))
    {
        Queue = TryConsume(words, "queue") ? new(words.Dequeue()) : null,
        PreferredFor = TryConsume(words, "for") ? Duration(words.Dequeue()) : null,
    };

    private static ParkContact Park(Queue<string> words) => new(Contact(words))
    {
        Until = TryConsume(words, "until") ? Transcript.Start + Duration(words.Dequeue()) : null,
        Reason = TryConsume(words, "reason") ? words.Dequeue() : null,
    };

    private static AssignContact Assign(Queue<string> words)
    {
        var contact = Contact(words);
        return TryConsume(words, "to")
            ? new(contact, Agent(words)) { OnlyWaiting = TryConsume(words, "onlyWaiting") }
            : throw new FormatException("A contact is assigned 'to' an agent.");
    }

    private static HandOverContact HandOver(Queue<string> words) => new(
        Contact(words),
        TryConsume(words, "to") ? Agent(words) : throw new FormatException("A contact is handed over 'to' an agent."));
}
