namespace Acd.Core.Tests;

/// <summary>
/// Plays the transcripts beside this file. ACD_ACCEPT=1 rewrites their lower halves from the engine, ACD_ACCEPT=model from the
/// model.
/// </summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)!).Order()];

    internal static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_engine_plays_the_transcript(string name)
    {
        var path = Path.Combine(Folder, name + ".txt");
        var (asked, expected) = Transcript.Read(path);
        var accept = Environment.GetEnvironmentVariable("ACD_ACCEPT");
        var actual = Transcript.Play(
            asked, start => accept == "model" ? new ModelTarget(start) : new EngineTarget(start));
        if (accept is "1" or "model")
            Transcript.Write(SourceOf(name), asked, actual);
        else
            Assert.Equal(expected, actual);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_model_plays_the_transcript(string name)
    {
        var (asked, expected) = Transcript.Read(Path.Combine(Folder, name + ".txt"));
        Assert.Equal(expected, Transcript.Play(asked, start => new ModelTarget(start)));
    }

    private static string SourceOf(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Acd.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("There is no Acd.sln above the tests.");
        return Path.Combine(root.FullName, "tests", "Acd.Core.Tests", "Scenarios", name + ".txt");
    }
}
