namespace Acd.Simulator.Tests;

public sealed class AgendaTests
{
    [Fact]
    public void What_is_next_is_the_earliest_and_of_two_at_once_the_one_that_was_noted_first()
    {
        var agenda = new Agenda();
        agenda.Note(7, Happening.Arrival, 0);
        agenda.Note(5, Happening.HangUp, 1);
        agenda.Note(7, Happening.Login, 2);
        agenda.Note(5, Happening.TalkEnd, 3);
        agenda.Note(0, Happening.Return, 4);

        var order = new List<int>();
        while (agenda.TryTakeNext(out var next))
            order.Add(next.Index);

        Assert.Equal([4, 1, 3, 0, 2], order);
    }
}
