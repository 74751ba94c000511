using System.Text;
using System.Text.Json;

namespace Acd.Simulator;

/// <summary>The agents of a load run.</summary>
internal sealed class LoadAgents(LoadHttpClient client, string run, SkillAssignment deal)
{
    private const string Available = """{"presence":"available"}""";

    private IEnumerable<string> Paths => deal.Agents.Select((_, agent) => $"/v1/agents/{run}:a{agent}");

    /// <summary>Makes them, offline.</summary>
    /// <exception cref="GatewayException">The gateway refused one.</exception>
    public async Task CreateAsync(CancellationToken cancel)
    {
        var bodies = deal.Agents.Select(skills => JsonSerializer.Serialize(new { skills }));
        await SendAsync([.. Paths.Zip(bodies, (path, body) => new BatchedRequest("PUT", path, body))], cancel);
    }

    /// <summary>Makes them available.</summary>
    /// <exception cref="GatewayException">The gateway refused one.</exception>
    public async Task LoginAsync(CancellationToken cancel) =>
        await SendAsync([.. Paths.Select(path => new BatchedRequest("PUT", $"{path}/presence", Available))], cancel);

    /// <summary>Removes those that can be, and tells how many are left.</summary>
    public async Task<int> RemoveAsync(CancellationToken cancel)
    {
        var answers = await HttpRequestBatch.SendAsync(client, [.. Paths.Select(path => new BatchedRequest("DELETE", path))], cancel);
        return answers.Count(answer => answer is { IsSuccess: false, Status: not 404 });
    }

    private async Task SendAsync(IReadOnlyList<BatchedRequest> requests, CancellationToken cancel)
    {
        var answers = await HttpRequestBatch.SendAsync(client, requests, cancel);
        if (answers.FirstOrDefault(answer => !answer.IsSuccess) is { } refused)
            throw new GatewayException($"An agent was refused: {refused.Status} {Encoding.UTF8.GetString(refused.Body)}");
    }
}
