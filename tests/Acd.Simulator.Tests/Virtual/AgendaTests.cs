namespace Acd.Simulator.Tests;

public sealed class DayEventQueueTests
{
    [Fact]
    public void What_is_next_is_the_earliest_and_at_once_agents_are_before_contacts_and_those_before_ends()
    {
        var agenda = new DayEventQueue();
        agenda.Schedule(7, DayEventKind.Arrival, 0);
        agenda.Schedule(5, DayEventKind.HangUp, 1);
        agenda.Schedule(7, DayEventKind.Login, 2);
        agenda.Schedule(5, DayEventKind.TalkEnd, 3);
        agenda.Schedule(0, DayEventKind.Return, 4);
        agenda.Schedule(7, DayEventKind.Logout, 5);
        agenda.Schedule(5, DayEventKind.Arrival, 6);

        var order = new List<int>();
        while (agenda.TryDequeue(out var next))
            order.Add(next.Index);

        Assert.Equal([4, 6, 1, 3, 2, 5, 0], order);
    }
}
