namespace Acd.Simulator.Tests;

public sealed class RunBoardTests
{
    [Fact]
    public void A_contact_counts_where_it_is_now()
    {
        var board = new RunBoard(4);
        for (var contact = 0; contact < 4; contact++)
            board.Move(ContactPhase.Queued);
        board.Move(ContactPhase.Talking);
        board.Move(ContactPhase.Talking);
        board.Move(ContactPhase.Done);

        Assert.Equal([2, 1, 1], Enum.GetValues<ContactPhase>().Select(board.Count));
        Assert.Equal("[#######.......................] queued   2  talking   1  done   1 of 4", board.ToString());
    }
}
