using System.Text;
using Acd.Core;

namespace Acd.Connections.Tests;

/// <summary>queue_log line by line, and the figures that it gives.</summary>
public sealed class QueueLogProjectionTests
{
    [Fact]
    public void A_call_is_logged_as_Asterisk_does()
    {
        var run = new EngineRun();
        run.Do(new PutQueue(new QueueSettings(new("sales")) { OfferTimeout = TimeSpan.FromSeconds(15), MaxMissedOffers = 9 }));
        run.LogIn("ann");
        run.Do(new EnqueueContact(new("1366720340.303267")) { Queue = new("sales"), CallerId = "3334445555" });
        run.Advance(25);
        run.Accept("1366720340.303267");
        run.Advance(72);
        run.Do(new HangUpContact(new("1366720340.303267"), Party.Customer));

        Assert.Equal(
            $"""
            {EngineRun.Epoch(0)}|NONE|NONE|NONE|QUEUESTART|
            {EngineRun.Epoch(0)}|NONE|NONE|NONE|CONFIGRELOAD|
            {EngineRun.Epoch(0)}|MANAGER|NONE|ann|ADDMEMBER|
            {EngineRun.Epoch(0)}|NONE|NONE|ann|AGENTLOGIN|ann
            {EngineRun.Epoch(0)}|1366720340.303267|sales|NONE|ENTERQUEUE||3334445555|1
            {EngineRun.Epoch(15)}|1366720340.303267|sales|ann|RINGNOANSWER|15000
            {EngineRun.Epoch(25)}|1366720340.303267|sales|ann|CONNECT|25|OFFER|8
            {EngineRun.Epoch(97)}|1366720340.303267|sales|ann|COMPLETECALLER|25|72|1

            """,
            WithoutOffers(TextOf(run)));
    }

    [Fact]
    public void A_hand_over_is_an_attended_transfer()
    {
        var run = new EngineRun();
        run.LogIn("ann");
        run.Do(new EnqueueContact(new("call")));
        run.Accept("call");
        run.LogIn("bob");
        run.Advance(5);
        run.Do(new HandOverContact(new("call"), new("bob")));
        var offer = run.Ask<ContactReply>(new GetContact(new("call"))).Contact.Handover!.Id;
        run.Do(new DeclineOffer(offer), new HandOverContact(new("call"), new("bob")));
        run.Do(new SetPresence(new("bob"), Presence.NotReady), new HandOverContact(new("call"), new("bob")));
        run.Advance(5);
        run.Do(new AcceptOffer(run.Ask<ContactReply>(new GetContact(new("call"))).Contact.Handover!.Id));
        run.Advance(60);
        run.Do(new HangUpContact(new("call"), Party.Customer));

        var call = TextOf(run).Split('\n').Where(line => line.Contains("|call|", StringComparison.Ordinal)).ToList();
        Assert.Equal(["ENTERQUEUE", "CONNECT", "ATTENDEDTRANSFER"], call.Select(line => line.Split('|')[4]));
        Assert.Equal($"{EngineRun.Epoch(10)}|call|default|ann|ATTENDEDTRANSFER|AGENT|bob|0|10|1", call[^1]);
    }

    [Fact]
    public void Breaks_log_offs_and_members_are_logged()
    {
        var run = new EngineRun();
        run.LogIn("ann");
        run.Advance(60);
        run.Do(new SetPresence(new("ann"), Presence.NotReady, "lunch|break"));
        run.Advance(60);
        run.Do(new SetPresence(new("ann"), Presence.Available));
        run.Advance(60);
        run.Do(new SetPresence(new("ann"), Presence.Offline), new RemoveAgent(new("ann")));

        Assert.Equal(
            $"""
            {EngineRun.Epoch(60)}|NONE|NONE|ann|PAUSE|lunch_break
            {EngineRun.Epoch(120)}|NONE|NONE|ann|UNPAUSE|lunch_break
            {EngineRun.Epoch(180)}|NONE|NONE|ann|AGENTLOGOFF|ann|180
            {EngineRun.Epoch(180)}|MANAGER|NONE|ann|REMOVEMEMBER|

            """,
            string.Join('\n', TextOf(run).Split('\n').Skip(3)));
    }

    [Fact]
    public void Contacts_that_leave_without_an_agent_say_how()
    {
        var run = new EngineRun();
        run.Do(
            new PutQueue(new QueueSettings(new("sales")) { MaxWait = TimeSpan.FromSeconds(30) }),
            new PutGate(new GateSettings(new("hotline"), new("sales"))));
        run.Do(new EnqueueContact(new("first")) { Queue = new("sales") });
        run.Do(new EnqueueContact(new("second")) { Gate = new("hotline"), Priority = 1 });
        run.Do(new EnqueueContact(new("third")) { Gate = new("hotline") });
        run.Advance(10);
        run.Do(new AbandonContact(new("first")), new RequestCallback(new("third"), "+4930"));
        run.Advance(20);

        var lines = TextOf(run, gateInQueueName: true).Split('\n');
        Assert.Contains($"{EngineRun.Epoch(0)}|second|sales/hotline|NONE|ENTERQUEUE|||2", lines);
        Assert.Contains($"{EngineRun.Epoch(10)}|first|sales|NONE|ABANDON|2|1|10", lines);
        Assert.Contains($"{EngineRun.Epoch(10)}|third|sales/hotline|NONE|EXITWITHKEY|callback|2|3|10", lines);
        Assert.Contains($"{EngineRun.Epoch(10)}|third-callback|sales/hotline|NONE|ENTERQUEUE|||2", lines);
        Assert.Contains($"{EngineRun.Epoch(30)}|second|sales/hotline|NONE|EXITWITHTIMEOUT|1|2|30", lines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Figures_from_the_log_alone_equal_the_boards(int seed)
    {
        var run = RandomDay.Play(seed, steps: 4_000);
        var log = LogReader.Of(TextOf(run));
        Assert.True(run.Events.Count > 1_500, $"{run.Events.Count} events only.");
        foreach (var queue in new[] { "sales", "support" })
        {
            var board = run.Ask<ContactStatsReply>(new GetQueueStats(new(queue)) { From = EngineRun.Start }).Total;
            var connected = log.Of(queue, "CONNECT").ToList();
            var abandoned = log.Of(queue, "ABANDON").ToList();
            string[] ends = ["COMPLETEAGENT", "COMPLETECALLER"];

            Assert.Equal(board.Answered, connected.Count);
            Assert.Equal(board.AnswerWait.TotalSeconds, connected.Sum(row => LogReader.Number(row[5])));
            Assert.Equal(board.AnsweredInTarget, connected.Count(row => LogReader.Number(row[5]) <= 20));
            Assert.Equal((board.Abandoned, board.AbandonWait.TotalSeconds),
                (abandoned.Count, abandoned.Sum(row => LogReader.Number(row[7]))));
            Assert.Equal(board.CallbacksRequested, log.Of(queue, "EXITWITHKEY").Count(row => row[5] == "callback"));
            Assert.Equal(board.CallbacksAnswered, log.OfCallbacks(queue, "CONNECT").Count());
            Assert.Equal(
                board.TalkTime.TotalSeconds,
                log.Rows.Where(row => row[2] == queue && ends.Contains(row[4])).Sum(row => LogReader.Number(row[6]))
                    + log.Rows.Where(row => row[2] == queue && row[4] == "BLINDTRANSFER").Sum(row => LogReader.Number(row[8])));
            Assert.Equal(
                board.NoAnswer + board.Declined, log.Rows.Count(row => row[2] == queue && row[4] == "RINGNOANSWER"));
            Assert.True(board.Answered >= 5, $"{queue} answered {board.Answered} contacts only.");
        }
    }

    [Fact]
    public void A_log_that_goes_on_from_what_it_knew_is_the_same_log()
    {
        var run = RandomDay.Play(seed: 5, steps: 600);
        var whole = TextOf(run);
        var state = new QueueLogState();
        var text = new StringBuilder();
        foreach (var part in run.Events.Chunk(97))
        {
            var json = System.Text.Json.JsonSerializer.Serialize(state);
            state = System.Text.Json.JsonSerializer.Deserialize<QueueLogState>(json)!;
            Append(new QueueLogProjection(state, gateInQueueName: false), part, text);
        }

        Assert.Equal(whole, text.ToString());
    }

    internal static string TextOf(EngineRun run, bool gateInQueueName = false)
    {
        var text = new StringBuilder();
        Append(new QueueLogProjection(new QueueLogState(), gateInQueueName), run.Events, text);
        return text.ToString();
    }

    private static void Append(QueueLogProjection projection, IEnumerable<CenterEvent> events, StringBuilder text)
    {
        var lines = new List<QueueLogLine>();
        foreach (var one in events) projection.Apply(one, lines);
        foreach (var line in lines) line.AppendTo(text);
    }

    // An offer's id is the engine's own.
    private static string WithoutOffers(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"(CONNECT\|\d+)\|[^|]+", "$1|OFFER");
}
