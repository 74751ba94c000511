namespace Acd.Simulator.Tests;

public sealed class ProblemTests
{
    [Fact]
    public void The_code_and_the_detail_are_read() =>
        Assert.Equal(
            new Problem("agent.busy", "It talks."),
            Problem.Parse("""{"code":"agent.busy","detail":"It talks.","status":409}"""u8));

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("[1]")]
    [InlineData("""{"code":5}""")]
    public void What_is_no_problem_says_nothing(string body) =>
        Assert.Equal(new Problem(null, null), Problem.Parse(System.Text.Encoding.UTF8.GetBytes(body)));
}
