namespace Acd.Simulator.Tests;

public sealed class LoadHttpClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Requests_past_the_connections_wait_and_all_are_answered()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var client = new LoadHttpClient(gateway.Url, "secret", connections: 3);
        var requests = Enumerable.Range(0, 500)
            .Select(agent => new BatchedRequest("PUT", $"/v1/agents/a{agent}", """{"skills":["s"]}"""));

        var answers = await HttpRequestBatch.SendAsync(client, [.. requests], CancellationToken.None).WaitAsync(Patience);

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(500, gateway.Agents().Count);
    }

    [Fact]
    public async Task Answers_stand_in_the_order_of_their_requests()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var client = new LoadHttpClient(gateway.Url, null, connections: 4);
        gateway.Do(new Core.PutAgent(new Core.AgentId("there"), new Core.AgentProfile()));

        BatchedRequest[] requests = [new("DELETE", "/v1/agents/gone"), new("DELETE", "/v1/agents/there")];
        var answers = await HttpRequestBatch.SendAsync(client, requests, CancellationToken.None).WaitAsync(Patience);

        Assert.Equal([404, 200], answers.Select(answer => answer.Status));
        Assert.Equal("agent.unknown", Problem.Parse(answers[0].Body).Code);
    }

    [Fact]
    public async Task A_connection_that_the_server_closes_is_made_again()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Fault = request =>
        {
            request.HttpContext.Response.Headers.Connection = "close";
            return null;
        };
        using var client = new LoadHttpClient(gateway.Url, null, connections: 1);
        BatchedRequest[] requests = [.. Enumerable.Repeat(new BatchedRequest("PUT", "/v1/center", "{}"), 5)];

        var answers = await HttpRequestBatch.SendAsync(client, requests, CancellationToken.None).WaitAsync(Patience);

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task Where_nobody_listens_every_request_fails_and_says_so()
    {
        Uri nobody;
        await using (var gateway = await FakeGateway.StartAsync())
            nobody = gateway.Url;
        using var client = new LoadHttpClient(nobody, null, connections: 2);
        BatchedRequest[] requests = [.. Enumerable.Repeat(new BatchedRequest("GET", "/"), 100)];

        var answers = await HttpRequestBatch.SendAsync(client, requests, CancellationToken.None).WaitAsync(Patience);

        Assert.All(answers, answer => Assert.Equal(0, answer.Status));
        Assert.All(answers, answer => Assert.Equal("connection.ConnectionRefused"u8, answer.Body));
    }

    [Fact]
    public async Task A_request_whose_connection_breaks_fails_and_the_next_is_answered()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Fault = request =>
        {
            if (request.Path == "/break")
                request.HttpContext.Abort();
            return null;
        };
        using var client = new LoadHttpClient(gateway.Url, null, connections: 1);

        var answers = await HttpRequestBatch.SendAsync(
            client, [new("GET", "/break"), new("PUT", "/v1/center", "{}")], CancellationToken.None).WaitAsync(Patience);

        Assert.Equal([0, 200], answers.Select(answer => answer.Status));
    }
}
