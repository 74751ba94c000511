using Acd.Core;

namespace Acd.Gateway;

/// <summary>The action of a plan's step, or of a queue's limit, on a waiting contact.</summary>
internal sealed class WaitActionBody
{
    public static readonly RequestSchema<WaitActionBody> Schema = new RequestSchema<WaitActionBody>("WaitAction")
        .Id<WaitActionBody, QueueId>("queue", "The queue that it moves to. Not together with a gate.", (body, queue) =>
            body.Action = body.Action with { Queue = queue })
        .Id<WaitActionBody, GateId>("gate", "The gate by which it moves, to that gate's queue.", (body, gate) =>
            body.Action = body.Action with { Gate = gate })
        .Requirements("skills", "The skills that replace those the contact asked for.", (body, skills) =>
            body.Action = body.Action with { Requirements = skills })
        .Integer("lowerLevels", 1, Limits.MaxLevel - Limits.MinLevel,
            "The number by which the levels it asked for are lowered; none falls below 1.",
            (body, levels) => body.Action = body.Action with { LowerLevels = levels })
        .Integer("raisePriority", Limits.MinPriority + 1, Limits.MaxPriority,
            "The priority that it is raised to, where its own is lower.",
            (body, priority) => body.Action = body.Action with { RaisePriority = priority })
        .Flag("callback", "Whether it becomes a callback to its callerId.", (body, callback) =>
            body.Action = body.Action with { Callback = callback })
        .OneOf("close", [CloseReason.Expired, CloseReason.Overflowed, CloseReason.Rejected],
            "The reason for which it is closed. Not together with another field.",
            (body, reason) => body.Action = body.Action with { Close = reason })
        .Example("Every level is enough, and the priority rises", """{"lowerLevels": 9, "raisePriority": 2}""")
        .Example("The contact is closed", """{"close": "overflowed"}""");

    public WaitAction Action { get; set; } = new();
}

/// <summary>A step of a plan.</summary>
internal sealed class PlanStepBody
{
    public static readonly RequestSchema<PlanStepBody> Schema = new RequestSchema<PlanStepBody>("PlanStep")
        .Seconds("after", 0, 604_800, "The wait before the step; longer than that of the step before.",
            (body, after) => body.After = after, required: true)
        .Object("do", WaitActionBody.Schema, "The action.", (body, action) => body.Action = action.Action, required: true)
        .Flag("skipIfUnservable", "Whether the step is skipped where no agent of the staff could serve the contact after it.",
            (body, skip) => body.SkipIfUnservable = skip)
        .Example("After a minute, English is enough", """{"after": 60, "do": {"skills": ["en"]}, "skipIfUnservable": true}""");

    public TimeSpan After { get; set; }

    public WaitAction Action { get; set; } = new();

    public bool SkipIfUnservable { get; set; }

    public PlanStep Step => new(After, Action) { SkipIfUnservable = SkipIfUnservable };
}

/// <summary>A queue's limit of declined and missed offers.</summary>
internal sealed class RefusalLimitBody
{
    public static readonly RequestSchema<RefusalLimitBody> Schema = new RequestSchema<RefusalLimitBody>("RefusalLimit")
        .Integer("after", 1, 100, "The declined and missed offers of a contact after which the action is taken.",
            (body, after) => body.After = after, required: true)
        .Object("do", WaitActionBody.Schema, "The action.", (body, action) => body.Action = action.Action, required: true)
        .Example("After five refusals, the second queue", """{"after": 5, "do": {"queue": "default"}}""");

    public int After { get; set; }

    public WaitAction Action { get; set; } = new();

    public RefusalLimit Limit => new(After, Action);
}

/// <summary>Fields that hold plans and actions.</summary>
internal static class PlanFields
{
    public static RequestSchema<T> Plan<T>(
        this RequestSchema<T> schema, string name, string description, Action<T, IReadOnlyList<PlanStep>> set)
        where T : class, new() =>
        schema.Objects(name, PlanStepBody.Schema, Limits.PlanSteps, "steps", description, (target, steps) =>
            set(target, [.. steps.Select(step => step.Step)]));

    public static RequestSchema<T> WaitAction<T>(
        this RequestSchema<T> schema, string name, string description, Action<T, WaitAction> set)
        where T : class, new() =>
        schema.Object(name, WaitActionBody.Schema, description, (target, body) => set(target, body.Action));
}

/// <summary>The opening hours of a queue.</summary>
internal sealed class OpeningHoursBody
{
    private const int MaxSpans = 64, MaxHolidays = 400, MaxZone = 64;

    private static readonly RequestSchema<OpenSpanBody> Span = new RequestSchema<OpenSpanBody>("OpenSpan")
        .OneOf("day", Enum.GetValues<DayOfWeek>(), "The day of the week.", (span, day) => span.Day = day, required: true)
        .TimeOfDay("from", "The opening time: 08:30.", (span, from) => span.From = from)
        .TimeOfDay("to", "The closing time, later than from: 17:30. 00:00 is the end of the day.", (span, to) => span.To = to);

    public static readonly RequestSchema<OpeningHoursBody> Schema = new RequestSchema<OpeningHoursBody>("OpeningHours")
        .Text("timeZone", MaxZone, "The time zone of the hours, by its IANA name: Europe/Berlin.",
            (body, zone) => body.Zone = zone, required: true, min: 1)
        .Objects("weekly", Span, MaxSpans, "spans", "The hours of the week. They may overlap.", (body, spans) =>
            body.Weekly = [.. spans.Select(span => new OpenSpan(span.Day, span.From, span.To))], required: true)
        .Days("holidays", MaxHolidays, "The dates, in the time zone, on which the queue is closed all day.", (body, days) =>
            body.Holidays = days);

    public string Zone { get; set; } = "";

    public IReadOnlyList<OpenSpan> Weekly { get; set; } = [];

    public IReadOnlyList<DateOnly> Holidays { get; set; } = [];

    public OpeningHours Hours => new(Zone, Weekly) { Holidays = Holidays };

    private sealed class OpenSpanBody
    {
        public DayOfWeek Day { get; set; }

        public TimeOnly From { get; set; }

        public TimeOnly To { get; set; }
    }
}
