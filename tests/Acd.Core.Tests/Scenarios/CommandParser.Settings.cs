using System.Globalization;
using static Acd.Core.Tests.TranscriptFormat;

namespace Acd.Core.Tests;

/// <summary>Parses the settings of queues and gates, plans and actions.</summary>
public static partial class CommandParser
{
    private static QueueSettings Queue(Queue<string> words)
    {
        var queue = new QueueSettings(new QueueId(words.Dequeue()));
        while (words.TryDequeue(out var word))
            queue = Serving(queue, word, words) ?? Limiting(queue, word, words)
                ?? throw new FormatException($"A queue has no '{word}'.");
        return queue;
    }

    private static QueueSettings? Serving(QueueSettings queue, string word, Queue<string> words) => word switch
    {
        "strategy" => queue with { Strategy = Enum.Parse<Strategy>(words.Dequeue(), ignoreCase: true) },
        "idleBasis" => queue with { IdleBasis = Enum.Parse<IdleBasis>(words.Dequeue(), ignoreCase: true) },
        "offersAtOnce" => queue with { OffersAtOnce = Integer(words.Dequeue()) },
        "offerTimeout" => queue with { OfferTimeout = Duration(words.Dequeue()) },
        "wrapUp" => queue with { WrapUp = Duration(words.Dequeue()) },
        "maxMissedOffers" => queue with { MaxMissedOffers = Integer(words.Dequeue()) },
        "retryCooldown" => queue with { RetryCooldown = Duration(words.Dequeue()) },
        "autoAccept" => queue with { AutoAccept = true },
        "headStart" => queue with { HeadStartPerPriority = Duration(words.Dequeue()) },
        "strict" => queue with { StrictPriority = true },
        "mayPick" => queue with { MayPick = true },
        "noWrapUpAfterTransfer" => queue with { WrapUpAfterTransfer = false },
        "serviceLevelTarget" => queue with { ServiceLevelTarget = Duration(words.Dequeue()) },
        "shortAbandon" => queue with { ShortAbandon = Duration(words.Dequeue()) },
        "name" => queue with { Name = words.Dequeue() },
        "preferredFor" => queue with { PreferredFor = Duration(words.Dequeue()) },
        "plan" => queue with { Plan = Plan(words) },
        _ => null,
    };

    private static QueueSettings? Limiting(QueueSettings queue, string word, Queue<string> words) => word switch
    {
        "maxWaiting" => queue with { MaxWaiting = Integer(words.Dequeue()) },
        "whenFull" => queue with { WhenFull = Action(words) },
        "maxWait" => queue with { MaxWait = Duration(words.Dequeue()) },
        "whenExpired" => queue with { WhenExpired = Action(words) },
        "hours" => queue with { Hours = Hours(words) },
        "closed" => queue with { Closed = true },
        "whenClosed" => queue with { WhenClosed = Action(words) },
        "joinEmpty" => queue with { JoinEmpty = Action(words) },
        "leaveWhenEmpty" => queue with { LeaveWhenEmpty = Action(words) },
        "whenRefused" => queue with { WhenRefused = new(Integer(words.Dequeue()), Action(words)) },
        "emptyFor" => queue with { EmptyFor = Duration(words.Dequeue()) },
        "notReadyIsNoStaff" => queue with { NotReadyIsStaff = false },
        "setAsideIsStaff" => queue with { SetAsideIsStaff = true },
        "resumeWithin" => queue with { ResumeWithin = Duration(words.Dequeue()) },
        "callbackAttempts" => queue with { CallbackAttempts = Integer(words.Dequeue()) },
        "callbackDelay" => queue with { CallbackDelay = Duration(words.Dequeue()) },
        "agentGone" => queue with { AgentGone = AgentGone(words) },
        "offerPause" => queue with { OfferPause = Duration(words.Dequeue()) },
        "maxDeclines" => queue with { MaxDeclines = Integer(words.Dequeue()) },
        "callbackExpiry" => queue with { CallbackExpiry = Duration(words.Dequeue()) },
        _ => null,
    };

    /// <summary>Parses rules in brackets: <c>(chat requeue after 30s) (others close)</c>.</summary>
    private static IReadOnlyList<AgentGoneRule> AgentGone(Queue<string> words)
    {
        var rules = new List<AgentGoneRule>();
        while (TryConsume(words, "("))
        {
            var channel = words.Dequeue();
            var rule = new AgentGoneRule(Enum.Parse<AgentGoneAction>(words.Dequeue(), ignoreCase: true))
            {
                Channel = channel == "others" ? null : new(channel),
            };
            rules.Add(TryConsume(words, "after") ? rule with { After = Duration(words.Dequeue()) } : rule);
            if (!TryConsume(words, ")"))
                throw new FormatException("A rule is a channel, an action and a time.");
        }

        return rules;
    }

    private static GateSettings Gate(Queue<string> words)
    {
        var gate = new GateSettings(new GateId(words.Dequeue()), QueueId.Default);
        while (words.TryDequeue(out var word))
        {
            gate = word switch
            {
                "queue" => gate with { Queue = new(words.Dequeue()) },
                "skills" => gate with { Requirements = Requirements(words.Dequeue()) },
                "priority" => gate with { Priority = Integer(words.Dequeue()) },
                "whisper" => gate with { Whisper = words.Dequeue() },
                "attributes" => gate with { Attributes = words.Dequeue() },
                "name" => gate with { Name = words.Dequeue() },
                _ => throw new FormatException($"A gate has no '{word}'."),
            };
        }

        return gate;
    }

    /// <summary>Parses steps in brackets: <c>(30s lowerLevels 2) (1m queue back skipIfUnservable)</c>.</summary>
    private static IReadOnlyList<PlanStep> Plan(Queue<string> words)
    {
        var steps = new List<PlanStep>();
        while (TryConsume(words, "("))
        {
            var after = Duration(words.Dequeue());
            var action = new WaitAction();
            var skips = false;
            while (!TryConsume(words, ")"))
            {
                if (TryConsume(words, "skipIfUnservable"))
                    skips = true;
                else
                    action = Part(action, words);
            }

            steps.Add(new(after, action) { SkipIfUnservable = skips });
        }

        return steps;
    }

    /// <summary>Parses an action in brackets: <c>(queue back raisePriority 5)</c>.</summary>
    private static WaitAction Action(Queue<string> words)
    {
        var action = new WaitAction();
        if (!TryConsume(words, "("))
            throw new FormatException("An action stands in brackets.");
        while (!TryConsume(words, ")"))
            action = Part(action, words);
        return action;
    }

    private static WaitAction Part(WaitAction action, Queue<string> words) => words.Dequeue() switch
    {
        "queue" => action with { Queue = new(words.Dequeue()) },
        "gate" => action with { Gate = new(words.Dequeue()) },
        "skills" => action with { Requirements = Requirements(words.Dequeue()) },
        "noSkills" => action with { Requirements = [] },
        "lowerLevels" => action with { LowerLevels = Integer(words.Dequeue()) },
        "raisePriority" => action with { RaisePriority = Integer(words.Dequeue()) },
        "callback" => action with { Callback = true },
        "close" => action with { Close = CloseReasonOf(words.Dequeue()) },
        var word => throw new FormatException($"An action has no '{word}'."),
    };

    /// <summary>Parses a zone, days with hours, and holidays: <c>(UTC monday 08:00-17:00 holiday 2025-12-25)</c>.</summary>
    private static OpeningHours Hours(Queue<string> words)
    {
        if (!TryConsume(words, "("))
            throw new FormatException("Hours stand in brackets.");
        var (zone, spans, holidays) = (words.Dequeue(), new List<OpenSpan>(), new List<DateOnly>());
        while (!TryConsume(words, ")"))
        {
            var word = words.Dequeue();
            if (word == "holiday")
            {
                holidays.Add(DateOnly.Parse(words.Dequeue(), CultureInfo.InvariantCulture));
                continue;
            }

            var times = words.Dequeue().Split('-').Select(time => TimeOnly.Parse(time, CultureInfo.InvariantCulture)).ToList();
            spans.Add(new(Enum.Parse<DayOfWeek>(word, ignoreCase: true), times[0], times[1]));
        }

        return new(zone, spans) { Holidays = holidays };
    }
}
