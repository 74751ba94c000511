using Acd.Testing;

namespace Acd.Client.Tests;

/// <summary>The program on the guide's page is the sample, and it accepts calls.</summary>
public sealed class GuideTests(CenterProcess center)
{
    [Fact]
    public async Task The_program_of_the_guide_is_the_sample()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Acd.sln"))) root = Path.GetDirectoryName(root)!;
        var program = await File.ReadAllTextAsync(Path.Combine(root, "samples/AcceptCalls/Program.cs"));
        var page = await File.ReadAllTextAsync(Path.Combine(root, "docs/guides/client.md"));

        Assert.Contains($"```csharp\n{program.TrimEnd()}\n```", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_accepts_the_call_that_rings_already_and_the_next_one()
    {
        await center.Client.Agents.PutAsync("sample-ann", new AgentProfile { Skills = ["en"] });
        await center.Client.Agents.SetPresenceAsync("sample-ann", Presence.Available);
        await center.Client.Contacts.EnqueueAsync(new NewContact { Id = "sample-1", Skills = ["en"] });
        await using var sample = new HttpProcess("AcceptCalls", port: 0, center.Url.ToString(), "sample-ann");
        sample.Start();
        await UntilClosedAsync("sample-1", sample);

        await center.Client.Contacts.EnqueueAsync(new NewContact { Id = "sample-2", Skills = ["en"] });
        await UntilClosedAsync("sample-2", sample);

        Assert.Contains("sample-ann talks to sample-2.", sample.Log, StringComparison.Ordinal);
    }

    private async Task UntilClosedAsync(string contact, HttpProcess sample) => await Polling.UntilAsync(
        async () => (await center.Client.Contacts.GetAsync(contact)).Reason == CloseReason.Completed
            && sample.Log.Contains($"talks to {contact}", StringComparison.Ordinal),
        CenterProcess.Timeout,
        () => $"{contact} is not completed.\n{sample.Log}");
}
