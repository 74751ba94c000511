namespace Acd.Core.Tests;

/// <summary>
/// Fairness to rare skills, as in docs/reference/rules.md. While a contact waits that only one agent can serve, that agent is
/// offered only contacts before it in line. None of them entered later than the greatest head start allows.
/// </summary>
public sealed class RareSkillFairnessTests(ITestOutputHelper output)
{
    private const int Streams = 40;
    private const int StreamLength = 300;

    public static TheoryData<string> Styles => [.. StreamStyle.All.Select(style => style.Name)];

    [Theory]
    [MemberData(nameof(Styles))]
    public void No_contact_passes_a_rare_one_by_more_than_the_bound(string name)
    {
        var style = StreamStyle.All.Single(style => style.Name == name);
        var (othersFirst, passed) = (0, 0);
        for (var seed = 0; seed < Streams; seed++)
        {
            var seen = Play(seed, style with { Channels = [seed % 2 == 0 ? "voice" : "chat"] });
            Assert.True(seen.Broken is null, $"seed {seed}: {seen.Broken}");
            (othersFirst, passed) = (othersFirst + seen.OffersPastRare, passed + seen.Passed);
        }

        output.WriteLine($"{othersFirst} times another one was first, {passed} times one that had come later");
        Assert.True(passed > 0, "No rare contact was passed in any stream: the bound was not tried.");
    }

    [Fact]
    public void Under_a_load_of_urgent_contacts_the_bound_is_reached_and_not_passed()
    {
        var farthest = 0.0;
        for (var seed = 0; seed < Streams; seed++)
        {
            var seen = PlayUnderLoad(seed);
            Assert.True(seen.Broken is null, $"seed {seed}: {seen.Broken}");
            farthest = Math.Max(farthest, seen.Farthest);
        }

        output.WriteLine($"one was passed by {farthest:F3} priorities of 9");
        Assert.InRange(farthest, 8.9, 9);
    }

    /// <summary>More urgent contacts arrive than the agents can serve, and sometimes one for Fay alone.</summary>
    private static RareSkillMonitor PlayUnderLoad(int seed)
    {
        var random = new Random(seed);
        var headStart = TimeSpan.FromSeconds(random.Next(1, 6));
        var settings = new CenterSettings
        {
            Queues = [new(QueueId.Default) { AutoAccept = true, HeadStartPerPriority = headStart }],
        };
        var engine = Engine.Load(new CenterDocuments { Settings = settings }, Transcript.Start);
        var rare = new RareSkillMonitor(settings);
        var connected = new List<ContactId>();
        var now = Transcript.Start;
        LogIn("fay", "en", "fr");
        for (var other = random.Next(3); other > 0; other--)
            LogIn($"a{other}", "en");
        for (var i = 0; i < 3 * StreamLength; i++)
        {
            now += random.NextDouble() * headStart;
            if (random.Next(100) < 40 && connected.Count > 0)
                Ask(new CompleteContact(connected[random.Next(connected.Count)]));
            else if (random.Next(100) < 5)
                Queue($"r{i}", "fr", 0);
            else
                Queue($"c{i}", "en", random.Next(100) < 80 ? 9 : 0);
        }

        return rare;

        void LogIn(string agent, params IReadOnlyList<string> skills)
        {
            var profile = new AgentProfile { Skills = [.. skills.Select(skill => new AgentSkill(new(skill)))] };
            Ask(new PutAgent(new(agent), profile));
            Ask(new SetPresence(new(agent), Presence.Available));
        }

        void Queue(string contact, string skill, int priority) =>
            Ask(new EnqueueContact(new(contact)) { Requirements = [new(new(skill))], Priority = priority });

        void Ask(Command command)
        {
            engine.Apply(command, now);
            foreach (var centerEvent in engine.TakeChanges().Events)
            {
                rare.Observe(centerEvent);
                if (centerEvent is ContactConnected taken)
                    connected.Add(taken.Contact);
                else if (centerEvent is ContactClosed closed)
                    connected.Remove(closed.Contact);
            }
        }
    }

    /// <summary>The model only guides the stream; the engine is tested.</summary>
    private static RareSkillMonitor Play(int seed, StreamStyle style)
    {
        var stream = new CommandStream(seed, style);
        var model = new ReferenceModel(stream.Settings, Transcript.Start);
        var engine = Engine.Load(new CenterDocuments { Settings = stream.Settings }, Transcript.Start);
        var rare = new RareSkillMonitor(stream.Settings);
        var now = Transcript.Start;
        for (var i = 0; i < StreamLength; i++)
        {
            var step = stream.Next(model);
            now += step.After;
            model.Play(step.Request, now);
            engine.Play(step.Request, now);

            foreach (var centerEvent in engine.TakeChanges().Events)
                rare.Observe(centerEvent);
        }

        return rare;
    }
}
