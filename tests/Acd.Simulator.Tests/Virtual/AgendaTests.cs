namespace Acd.Simulator.Tests;

public sealed class AgendaTests
{
    [Fact]
    public void What_is_next_is_the_earliest_and_at_once_agents_are_before_contacts_and_those_before_ends()
    {
        var agenda = new Agenda();
        agenda.Note(7, Happening.Arrival, 0);
        agenda.Note(5, Happening.HangUp, 1);
        agenda.Note(7, Happening.Login, 2);
        agenda.Note(5, Happening.TalkEnd, 3);
        agenda.Note(0, Happening.Return, 4);
        agenda.Note(7, Happening.Logout, 5);
        agenda.Note(5, Happening.Arrival, 6);

        var order = new List<int>();
        while (agenda.TryTakeNext(out var next))
            order.Add(next.Index);

        Assert.Equal([4, 6, 1, 3, 2, 5, 0], order);
    }
}
