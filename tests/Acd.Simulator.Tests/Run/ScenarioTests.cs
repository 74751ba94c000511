namespace Acd.Simulator.Tests;

public sealed class ScenarioTests
{
    [Fact]
    public void Every_contact_has_an_agent_who_can_serve_it()
    {
        foreach (var agents in new[] { 1, 3, 6, 40 })
        {
            var scenario = Scenario.Create(new RunOptions { Agents = agents, Contacts = 500, Seed = agents });

            Assert.Equal(agents, scenario.Agents.Count);
            Assert.Equal(500, scenario.Contacts.Count);
            Assert.All(scenario.Contacts, contact => Assert.Contains(contact.Needs, scenario.Agents));
        }
    }

    [Fact]
    public void Two_languages_and_three_fields_make_six_pairs_that_contacts_require()
    {
        var scenario = Scenario.Create(new RunOptions { Contacts = 500 });

        Assert.Equal(6, scenario.Agents.Distinct().Count());
        Assert.Equal(6, scenario.Contacts.Select(contact => contact.Needs).Distinct().Count());
        Assert.Equal(
            ["Billing", "Disputes", "English", "Spanish", "Support"],
            scenario.Agents.SelectMany(pair => pair.Skills).Distinct().Order());
    }

    [Fact]
    public void Talks_are_within_their_bounds()
    {
        var (least, most) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        var options = new RunOptions { ShortestTalk = least, LongestTalk = most, Contacts = 1000 };
        var talks = new Sample(Scenario.Create(options).Contacts.Select(contact => contact.Talk.TotalSeconds));

        Assert.InRange(talks.Min, 1, 1.05);
        Assert.InRange(talks.Max, 2.95, 3);
        Assert.InRange(talks.Mean, 1.9, 2.1);
    }

    [Fact]
    public void The_same_seed_creates_the_same_scenario()
    {
        var (one, same, other) = (Create(1), Create(1), Create(2));

        Assert.Equal(one.Agents, same.Agents);
        Assert.Equal(one.Contacts, same.Contacts);
        Assert.NotEqual(one.Contacts, other.Contacts);

        static Scenario Create(int seed) => Scenario.Create(new RunOptions { Seed = seed });
    }
}

public sealed class ScenarioProgressTests
{
    [Fact]
    public void A_contact_counts_where_it_is_now()
    {
        var progress = new ScenarioProgress(4);
        for (var contact = 0; contact < 4; contact++)
            progress.Advance(ContactPhase.Queued);
        progress.Advance(ContactPhase.Talking);
        progress.Advance(ContactPhase.Talking);
        progress.Advance(ContactPhase.Done);

        Assert.Equal([2, 1, 1], Enum.GetValues<ContactPhase>().Select(progress.Count));
        Assert.Equal("[#######.......................] queued   2  talking   1  done   1 of 4", progress.ToString());
    }
}
