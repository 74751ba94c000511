namespace Acd.Core.Tests.EngineTests;

/// <summary>Invalid settings are refused with the field's name and limit, at any depth.</summary>
public sealed class RefusedFieldsTests
{
    private static readonly QueueSettings Queue = new(QueueId.Default);

    public static TheoryData<QueueSettings, string, string> Wrongs => new()
    {
        { Queue with { MaxWaiting = -1 }, "request.outOfRange", "maxWaiting" },
        { Queue with { MaxWait = TimeSpan.Zero }, "request.outOfRange", "maxWait" },
        { Queue with { CallbackAttempts = 11 }, "request.outOfRange", "callbackAttempts" },
        { Queue with { Plan = [Step(0, new()), Step(1, new())] }, "request.outOfRange", "plan[0].do" },
        { Queue with { Plan = [Step(5, Raise(1)), Step(5, Raise(2))] }, "request.outOfRange", "plan[1].after" },
        { Queue with { Plan = [Step(0, Raise(1)), Step(1, Raise(10))] }, "request.outOfRange", "plan[1].do.raisePriority" },
        { Queue with { WhenFull = new() { Queue = new("none") } }, "queue.unknown", "whenFull.queue" },
        { Queue with { WhenFull = new() { Gate = new("none") } }, "gate.unknown", "whenFull.gate" },
        { Queue with { WhenExpired = new() { Close = CloseReason.Completed } }, "request.outOfRange", "whenExpired.close" },
        { Queue with { JoinEmpty = Raise(1) with { Close = CloseReason.Rejected } }, "request.exclusive", "joinEmpty.close" },
        { Queue with { LeaveWhenEmpty = Needs("en", 11) }, "request.outOfRange", "leaveWhenEmpty.skills[0].level" },
        { Queue with { Hours = new("Nowhere/Town", []) }, "timeZone.unknown", "hours.timeZone" },
        { Queue with { Hours = new("UTC", [Backwards]) }, "request.outOfRange", "hours.weekly[0].to" },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void The_refusal_names_the_field(QueueSettings queue, string code, string field)
    {
        var engine = Engine.Load(CenterDocuments.Empty, Transcript.Start);

        var refusal = Assert.IsType<Refusal>(engine.Apply(new PutQueue(queue), Transcript.Start));

        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        Assert.True(refusal.Kind == RefusalKind.Unknown || refusal.Limit is not null);
        Assert.True(engine.TakeChanges().IsEmpty);
    }

    private static OpenSpan Backwards => new(DayOfWeek.Monday, new(9, 0), new(8, 0));

    private static PlanStep Step(int seconds, WaitAction action) => new(TimeSpan.FromSeconds(seconds), action);

    private static WaitAction Raise(int priority) => new() { RaisePriority = priority };

    private static WaitAction Needs(string skill, int level) => new() { Requirements = [new(new(skill), level)] };
}
