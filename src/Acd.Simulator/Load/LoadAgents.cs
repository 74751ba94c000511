using System.Text;
using System.Text.Json;

namespace Acd.Simulator;

/// <summary>The agents of a load run.</summary>
internal sealed class LoadAgents(LoadHttpClient client, string run, SkillAssignment assignment)
{
    private const string Available = """{"presence":"available"}""";

    private IEnumerable<string> Paths => assignment.Agents.Select((_, agent) => $"/v1/agents/{run}:a{agent}");

    /// <summary>Creates the agents, offline.</summary>
    /// <exception cref="GatewayException">The gateway refused one.</exception>
    public async Task CreateAsync(CancellationToken cancel)
    {
        var bodies = assignment.Agents.Select(skills => JsonSerializer.Serialize(new { skills }));
        await SendAsync([.. Paths.Zip(bodies, (path, body) => new BatchedRequest("PUT", path, body))], cancel);
    }

    /// <summary>Makes the agents available.</summary>
    /// <exception cref="GatewayException">The gateway refused one.</exception>
    public async Task LoginAsync(CancellationToken cancel) =>
        await SendAsync([.. Paths.Select(path => new BatchedRequest("PUT", $"{path}/presence", Available))], cancel);

    /// <summary>Removes the agents and returns how many the gateway refused to remove.</summary>
    public async Task<int> RemoveAsync(CancellationToken cancel)
    {
        BatchedRequest[] requests = [.. Paths.Select(path => new BatchedRequest("DELETE", path))];
        var responses = await HttpRequestBatch.SendAsync(client, requests, cancel);
        return responses.Count(response => response is { IsSuccess: false, Status: not 404 });
    }

    private async Task SendAsync(IReadOnlyList<BatchedRequest> requests, CancellationToken cancel)
    {
        var responses = await HttpRequestBatch.SendAsync(client, requests, cancel);
        if (responses.FirstOrDefault(response => !response.IsSuccess) is { } refused)
            throw new GatewayException($"An agent was refused: {refused.Status} {Encoding.UTF8.GetString(refused.Body)}");
    }
}

/// <summary>The skills of agents and contacts, so that every contact has an agent who can serve it.</summary>
public sealed class SkillAssignment
{
    private readonly string[][] _agents;
    private readonly Random _random;
    private readonly int _perContact;

    /// <summary>Assigns skills to agents.</summary>
    /// <param name="options">The numbers of agents and skills.</param>
    /// <param name="prefix">The beginning of the skills' names, which no other agent's skills have.</param>
    public SkillAssignment(LoadOptions options, string prefix)
    {
        _random = new Random(options.Seed);
        _perContact = options.SkillsPerContact;
        string[] skills = [.. Enumerable.Range(0, options.Skills).Select(skill => $"{prefix}s{skill}")];
        _agents = new string[options.Agents][];
        for (var agent = 0; agent < _agents.Length; agent++)
            _agents[agent] = Take(skills, options.SkillsPerAgent);
    }

    /// <summary>Each agent's skills.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Agents => _agents;

    /// <summary>The next contact's skills: a part of one agent's skills. It is not thread-safe.</summary>
    public string[] NextRequirements() => Take(_agents[_random.Next(_agents.Length)], _perContact);

    private string[] Take(string[] skills, int count)
    {
        if (count == 1)
            return [skills[_random.Next(skills.Length)]];
        var taken = new HashSet<int>(count);
        while (taken.Count < count)
            taken.Add(_random.Next(skills.Length));
        return [.. taken.Order().Select(skill => skills[skill])];
    }
}

/// <summary>A request of a batch.</summary>
/// <param name="Method">The method, such as <c>PUT</c>.</param>
/// <param name="Path">The path, such as <c>/v1/agents/7</c>.</param>
/// <param name="Body">JSON, if it has a body.</param>
internal sealed record BatchedRequest(string Method, string Path, string? Body = null);

/// <summary>A response to a request of a batch.</summary>
/// <param name="Status">The HTTP status; 0 where no response came.</param>
/// <param name="Body">The body; the cause where no response came.</param>
internal sealed record BatchedResponse(int Status, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>Many concurrent requests and their responses.</summary>
internal sealed class HttpRequestBatch
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BatchedResponse[] _responses;
    private int _missing;

    private HttpRequestBatch(int requests)
    {
        _responses = new BatchedResponse[requests];
        _missing = requests;
        if (requests == 0)
            _done.SetResult();
    }

    /// <summary>Sends requests over all of a client's connections and returns the responses in the requests' order.</summary>
    public static async Task<IReadOnlyList<BatchedResponse>> SendAsync(
        LoadHttpClient client, IReadOnlyList<BatchedRequest> requests, CancellationToken cancel)
    {
        var batch = new HttpRequestBatch(requests.Count);
        for (var i = 0; i < requests.Count; i++)
            client.Send(new Entry(batch, i, requests[i]));
        await batch._done.Task.WaitAsync(cancel);
        return batch._responses;
    }

    private void SetResponse(int index, BatchedResponse response)
    {
        _responses[index] = response;
        if (Interlocked.Decrement(ref _missing) == 0)
            _done.SetResult();
    }

    private sealed class Entry(HttpRequestBatch batch, int index, BatchedRequest request) : HttpExchange
    {
        public override int Write(Span<byte> buffer, HttpRequestWriter writer) =>
            writer.Write(buffer, System.Text.Encoding.ASCII.GetBytes(request.Method), request.Path, request.Body);

        public override void OnResponse(int status, ReadOnlySpan<byte> body) =>
            batch.SetResponse(index, new BatchedResponse(status, body.ToArray()));

        public override void OnFailure(string code) =>
            batch.SetResponse(index, new BatchedResponse(0, System.Text.Encoding.ASCII.GetBytes(code)));
    }
}
