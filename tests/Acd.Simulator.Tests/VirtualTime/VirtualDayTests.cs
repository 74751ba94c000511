using Acd.Core;

namespace Acd.Simulator.Tests;

public sealed class VirtualDayTests
{
    private static readonly CenterSettings Settings = VirtualEngine.SettingsFor(new QueueSettings(QueueId.Default));
    private static readonly VirtualShift Ann = new(new AgentId("ann"), 0);

    [Fact]
    public void Contacts_are_answered_hang_up_and_keep_their_agents_busy()
    {
        // The 1st talks until 100; the 2nd hangs up at 40; the 3rd is answered at 100 just before it would hang up.
        var outcomes = Run([Ann], [new(0, 100), new(10, 100, Patience: 30), new(20, 50, Patience: 81)]);

        Assert.Equal([(0, true, 0L), (1, false, 30L), (2, true, 80L)], outcomes.OrderBy(one => one.Number).Select(Short));
    }

    [Fact]
    public void Of_a_talk_and_a_patience_that_end_at_the_same_moment_the_one_scheduled_first_is_first() =>
        Assert.Equal([(0, true, 0L), (1, true, 90L)], Run([Ann], [new(0, 100), new(10, 100, Patience: 90)]).Select(Short));

    [Fact]
    public void An_agent_takes_no_contact_outside_of_its_shift_or_during_an_absence()
    {
        var shift = Ann with { From = 50, Until = 400, Away = [new Absence(100, 100)] };

        var outcomes = Run([shift], [new(0, 30), new(120, 10), new(390, 500), new(395, 5, Patience: 700)]);

        Assert.Equal([(0, true, 50L), (1, true, 80L), (2, true, 0L), (3, false, 700L)], outcomes.Select(Short));
    }

    [Fact]
    public void An_absence_that_begins_during_a_talk_begins_after_it_and_lasts_as_long()
    {
        // The talk lasts until 150; the absences of 100 and of 50 begin then, so that the agent is back at 300.
        var shift = Ann with { Away = [new Absence(100, 100), new Absence(120, 50)] };

        var outcomes = Run([shift], [new(0, 150), new(110, 10)]);

        Assert.Equal([(0, true, 0L), (1, true, 190L)], outcomes.Select(Short));
    }

    [Fact]
    public void A_contact_without_an_agent_or_a_limit_of_patience_fails_the_day() =>
        Assert.Contains("1 contacts neither got an answer",
            Assert.Throws<InvalidOperationException>(() => Run([], [new(0, 1)])).Message);

    [Fact]
    public void Contacts_are_read_as_they_arrive()
    {
        var seen = new List<long>();
        var (made, waits) = (0, new List<int>());
        new VirtualDay(Settings, [Ann], Endless().Take(5), outcome =>
        {
            seen.Add(outcome.Contact.At);
            waits.Add(made);
        }).Run();

        Assert.Equal([10, 20, 30, 40, 50], seen);
        Assert.Equal([2, 3, 4, 5, 5], waits);

        IEnumerable<VirtualContact> Endless()
        {
            while (true)
                yield return new VirtualContact(++made * 10, 1);
        }
    }

    [Fact]
    public void A_contact_can_be_added_during_the_day()
    {
        var outcomes = new List<VirtualOutcome>();
        VirtualDay? day = null;
        day = new VirtualDay(Settings, [Ann], [new(0, 100), new(200, 10)], outcome =>
        {
            outcomes.Add(outcome);
            if (outcomes.Count == 1)
                day!.Enter(new VirtualContact(100, 150));
        });
        day.Run();

        Assert.Equal([(0, true, 0L), (1, true, 0L), (2, true, 50L)], outcomes.Select(Short));
    }

    private static (int, bool, long) Short(VirtualOutcome outcome) => (outcome.Number, outcome.Answered, outcome.Wait);

    private static List<VirtualOutcome> Run(IReadOnlyList<VirtualShift> shifts, IEnumerable<VirtualContact> contacts)
    {
        var outcomes = new List<VirtualOutcome>();
        new VirtualDay(Settings, shifts, contacts, outcomes.Add).Run();
        return outcomes;
    }
}

public sealed class DayEventQueueTests
{
    [Fact]
    public void The_earliest_event_is_next_and_at_the_same_time_agents_come_before_contacts_and_contacts_before_ends()
    {
        var events = new DayEventQueue();
        events.Schedule(7, DayEventKind.Arrival, 0);
        events.Schedule(5, DayEventKind.HangUp, 1);
        events.Schedule(7, DayEventKind.Login, 2);
        events.Schedule(5, DayEventKind.TalkEnd, 3);
        events.Schedule(0, DayEventKind.Return, 4);
        events.Schedule(7, DayEventKind.Logout, 5);
        events.Schedule(5, DayEventKind.Arrival, 6);

        var order = new List<int>();
        while (events.TryDequeue(out var next))
            order.Add(next.Index);

        Assert.Equal([4, 6, 1, 3, 2, 5, 0], order);
    }
}
