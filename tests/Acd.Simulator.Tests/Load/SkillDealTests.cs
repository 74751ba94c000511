namespace Acd.Simulator.Tests;

public sealed class SkillAssignmentTests
{
    [Fact]
    public void Agents_have_as_many_different_skills_as_they_should()
    {
        var deal = new SkillAssignment(new LoadOptions { Agents = 100, Skills = 8, SkillsPerAgent = 4 }, "x");

        Assert.Equal(100, deal.Agents.Count);
        Assert.All(deal.Agents, skills => Assert.Equal(4, skills.Distinct().Count()));
        Assert.Equal(8, deal.Agents.SelectMany(skills => skills).Distinct().Count());
        Assert.All(deal.Agents.SelectMany(skills => skills), skill => Assert.StartsWith("xs", skill));
    }

    [Fact]
    public void Every_contact_has_an_agent_who_can_serve_it()
    {
        var deal = new SkillAssignment(new LoadOptions { Agents = 10, Skills = 64, SkillsPerAgent = 4, SkillsPerContact = 2 }, "x");

        for (var contact = 0; contact < 200; contact++)
        {
            var needs = deal.NextRequirements();
            Assert.Equal(2, needs.Distinct().Count());
            Assert.Contains(deal.Agents, skills => needs.All(skills.Contains));
        }
    }
}
