namespace Acd.Simulator.Tests;

public sealed class ScenarioProgressTests
{
    [Fact]
    public void A_contact_counts_where_it_is_now()
    {
        var board = new ScenarioProgress(4);
        for (var contact = 0; contact < 4; contact++)
            board.Advance(ContactPhase.Queued);
        board.Advance(ContactPhase.Talking);
        board.Advance(ContactPhase.Talking);
        board.Advance(ContactPhase.Done);

        Assert.Equal([2, 1, 1], Enum.GetValues<ContactPhase>().Select(board.Count));
        Assert.Equal("[#######.......................] queued   2  talking   1  done   1 of 4", board.ToString());
    }
}
