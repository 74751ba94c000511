using System.Text;

namespace Acd.Simulator.Tests;

public sealed class LoadHttpClientTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Requests_beyond_the_connections_wait_and_all_get_responses()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var client = new LoadHttpClient(gateway.Url, "secret", connections: 3);
        var requests = Enumerable.Range(0, 500)
            .Select(agent => new BatchedRequest("PUT", $"/v1/agents/a{agent}", """{"skills":["s"]}"""));

        var responses = await HttpRequestBatch.SendAsync(client, [.. requests], CancellationToken.None).WaitAsync(Timeout);

        Assert.All(responses, response => Assert.Equal(200, response.Status));
        Assert.Equal(500, gateway.Agents().Count);
    }

    [Fact]
    public async Task Responses_are_in_the_order_of_their_requests()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var client = new LoadHttpClient(gateway.Url, null, connections: 4);
        gateway.Do(new Core.PutAgent(new Core.AgentId("there"), new Core.AgentProfile()));

        BatchedRequest[] requests = [new("DELETE", "/v1/agents/gone"), new("DELETE", "/v1/agents/there")];
        var responses = await HttpRequestBatch.SendAsync(client, requests, CancellationToken.None).WaitAsync(Timeout);

        Assert.Equal([404, 200], responses.Select(response => response.Status));
        Assert.Equal("agent.unknown", Problem.Parse(responses[0].Body).Code);
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

        var responses = await HttpRequestBatch.SendAsync(client, requests, CancellationToken.None).WaitAsync(Timeout);

        Assert.All(responses, response => Assert.Equal(200, response.Status));
    }

    [Fact]
    public async Task Without_a_listener_every_request_fails_with_a_code()
    {
        Uri unused;
        await using (var gateway = await FakeGateway.StartAsync())
            unused = gateway.Url;
        using var client = new LoadHttpClient(unused, null, connections: 2);
        BatchedRequest[] requests = [.. Enumerable.Repeat(new BatchedRequest("GET", "/"), 100)];

        var responses = await HttpRequestBatch.SendAsync(client, requests, CancellationToken.None).WaitAsync(Timeout);

        Assert.All(responses, response => Assert.Equal(0, response.Status));
        Assert.All(responses, response => Assert.Equal("connection.ConnectionRefused"u8, response.Body));
    }

    [Fact]
    public async Task A_request_whose_connection_breaks_fails_and_the_next_succeeds()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Fault = request =>
        {
            if (request.Path == "/break")
                request.HttpContext.Abort();
            return null;
        };
        using var client = new LoadHttpClient(gateway.Url, null, connections: 1);

        var responses = await HttpRequestBatch.SendAsync(
            client, [new("GET", "/break"), new("PUT", "/v1/center", "{}")], CancellationToken.None).WaitAsync(Timeout);

        Assert.Equal([0, 200], responses.Select(response => response.Status));
    }
}

public sealed class RawHttpResponseTests
{
    private const string Plain = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\nServer: Kestrel\r\n\r\nhello";

    private const string Chunked =
        "HTTP/1.1 409 Conflict\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "4\r\nabcd\r\nA\r\n0123456789\r\n0\r\n\r\n";

    // As a proxy writes it.
    private const string LowerCase = "HTTP/1.1 200 OK\r\nserver: a\r\ncontent-length:5\r\nconnection: close\r\n\r\nhello";

    private const string Empty = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData(Plain, 201, "hello", false)]
    [InlineData(Chunked, 409, "abcd0123456789", false)]
    [InlineData(LowerCase, 200, "hello", true)]
    [InlineData(Empty, 204, "", true)]
    public void A_response_is_read_once_it_is_complete(string text, int status, string body, bool close)
    {
        for (var length = 0; length < text.Length; length++)
            Assert.False(RawHttpResponse.TryParse(Encoding.ASCII.GetBytes(text[..length]), out _), $"of {length} bytes");

        var buffer = Encoding.ASCII.GetBytes(text + "HTTP/1.1 200 OK");
        Assert.True(RawHttpResponse.TryParse(buffer, out var response));
        Assert.Equal((status, text.Length, close), (response.Status, response.Length, response.Close));
        Assert.Equal(body, Encoding.ASCII.GetString(buffer[response.Body]));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nwhat\r\n")]
    public void Bytes_that_are_not_a_response_are_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => RawHttpResponse.TryParse(Encoding.ASCII.GetBytes(text), out _));
}

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
    public void A_body_that_is_not_a_problem_has_neither_code_nor_detail(string body) =>
        Assert.Equal(new Problem(null, null), Problem.Parse(System.Text.Encoding.UTF8.GetBytes(body)));
}
